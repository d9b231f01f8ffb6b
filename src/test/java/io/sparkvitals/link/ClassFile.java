package io.sparkvitals.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** One class file: what it names, and what others may name in it. */
final class ClassFile {

  private static final int CONSTANT_CLASS = 7;
  private static final int CONSTANT_FIELD = 9;
  private static final int CONSTANT_METHOD = 10;
  private static final int CONSTANT_INTERFACE_METHOD = 11;

  private final ClassReader reader;
  private final char[] buffer;
  private Set<String> members;

  private ClassFile(byte[] bytes) {
    reader = new ClassReader(bytes);
    buffer = new char[reader.getMaxStringLength()];
  }

  static ClassFile of(byte[] bytes) {
    return new ClassFile(bytes);
  }

  String name() {
    return reader.getClassName();
  }

  int majorVersion() {
    return reader.readUnsignedShort(6);
  }

  boolean isInterface() {
    return (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Superclass and interfaces, internal names. */
  List<String> supertypes() {
    List<String> supertypes = new ArrayList<>(List.of(reader.getInterfaces()));
    if (reader.getSuperName() != null) {
      supertypes.add(reader.getSuperName());
    }
    return supertypes;
  }

  /** Public and protected members, {@code name + descriptor}. */
  Set<String> members() {
    if (members == null) {
      MemberNames names = new MemberNames();
      reader.accept(names, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
      members = names.found;
    }
    return members;
  }

  /** All that the constant pool names, which is all that the JVM can ever be asked to link. */
  List<Reference> references() {
    List<Reference> references = new ArrayList<>();
    for (int index = 1; index < reader.getItemCount(); index++) {
      int offset = reader.getItem(index);
      if (offset == 0) {
        continue; // The second half of a long or a double.
      }
      switch (reader.readByte(offset - 1)) {
        case CONSTANT_CLASS ->
            references.add(Reference.toClass(name(), elementType(reader.readUTF8(offset, buffer))));
        case CONSTANT_FIELD, CONSTANT_METHOD -> references.add(member(offset, false));
        case CONSTANT_INTERFACE_METHOD -> references.add(member(offset, true));
        default -> {} // Names nothing by itself.
      }
    }
    return references;
  }

  private Reference member(int offset, boolean inInterface) {
    String owner = elementType(reader.readClass(offset, buffer));
    int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
    String member = reader.readUTF8(nameAndType, buffer) + reader.readUTF8(nameAndType + 2, buffer);
    return new Reference(name(), owner, member, inInterface);
  }

  /** The class in an array's descriptor; any other name as it is. */
  private static String elementType(String name) {
    String element = name.substring(name.lastIndexOf('[') + 1);
    boolean array = element.length() < name.length();
    return array && element.endsWith(";") ? element.substring(1, element.length() - 1) : element;
  }

  private static final class MemberNames extends ClassVisitor {
    private static final int VISIBLE = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
    private final Set<String> found = new HashSet<>();

    MemberNames() {
      super(Opcodes.ASM9);
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      add(access, name, descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      add(access, name, descriptor);
      return null;
    }

    private void add(int access, String name, String descriptor) {
      if ((access & VISIBLE) != 0) {
        found.add(name + descriptor);
      }
    }
  }
}
