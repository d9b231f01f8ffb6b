package io.sparkvitals.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Copies of the agent's jar in which something is missing or fails. */
final class BrokenJar {
  private BrokenJar() {}

  /** A jar without one class, so that whoever needs it meets a {@code NoClassDefFoundError}. */
  static Path without(String className, Path target) throws IOException {
    return copy(target, entryOf(className), bytes -> null);
  }

  /** A jar in which one method throws, as if it had been compiled against another version. */
  static Path throwing(String className, String method, String error, Path target)
      throws IOException {
    return copy(target, entryOf(className), bytes -> broken(bytes, method, error));
  }

  private static String entryOf(String className) {
    return className.replace('.', '/') + ".class";
  }

  private interface Change extends UnaryOperator<byte @Nullable []> {}

  private static Path copy(Path target, String changed, Change change) throws IOException {
    boolean found = false;
    try (JarFile jar = new JarFile(WatchedApplication.agentJar().toFile());
        OutputStream file = Files.newOutputStream(target);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Enumeration<JarEntry> each = jar.entries(); each.hasMoreElements(); ) {
        JarEntry entry = each.nextElement();
        boolean hit = entry.getName().equals(changed);
        found |= hit;
        byte[] bytes = read(jar, entry);
        bytes = hit ? change.apply(bytes) : bytes;
        if (bytes != null) {
          out.putNextEntry(new JarEntry(entry.getName()));
          out.write(bytes);
        }
      }
    }
    if (!found) {
      throw new IllegalArgumentException("the agent's jar has no " + changed);
    }
    return target;
  }

  private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static byte[] broken(byte[] bytes, String method, String error) {
    ClassWriter writer = new ClassWriter(0);
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.equals(method) ? thrower(code, error) : code;
          }
        };
    new ClassReader(bytes).accept(visitor, 0);
    return writer.toByteArray();
  }

  /** Writes a body that throws, and lets the real one go. */
  private static @Nullable MethodVisitor thrower(MethodVisitor code, String error) {
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, error);
    code.visitInsn(Opcodes.DUP);
    code.visitLdcInsn("broken on purpose");
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, error, "<init>", "(Ljava/lang/String;)V", false);
    code.visitInsn(Opcodes.ATHROW);
    code.visitMaxs(3, 20);
    code.visitEnd();
    return null;
  }
}
