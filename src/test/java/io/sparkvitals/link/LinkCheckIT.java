package io.sparkvitals.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Every member of Spark, Scala, Dropwizard Metrics and slf4j that the jar names exists, with that
 * exact descriptor, in every supported Spark. The compiler sees only one of them, and a getter
 * whose return type differs in another compiles, then stops the user's SparkContext.
 */
class LinkCheckIT {

  private static final Path SPARKS = Path.of("src/test/spark-home/link-sparks.txt");

  private static final Set<String> GIVEN_BY_SPARK =
      Set.of("org/apache/spark/", "scala/", "com/codahale/metrics/", "org/slf4j/");

  @ParameterizedTest(name = "{0}")
  @MethodSource("supportedSparks")
  void jarLinksWith(String spark) throws IOException {
    try (AgentJar jar = AgentJar.open();
        ClassLibrary library = ClassLibrary.of(jarsOf(spark))) {
      assertThat(jar.classes())
          .flatMap(ClassFile::references)
          .filteredOn(LinkCheckIT::isGivenBySpark)
          .isNotEmpty()
          .filteredOn(reference -> !library.resolves(reference))
          .as("what the jar names and Spark %s lacks", spark)
          .isEmpty();
    }
  }

  @Test
  void findsGetterWhoseReturnTypeDiffersIn213() throws IOException {
    try (ClassLibrary scala212 = ClassLibrary.of(jarsOf("3.5.9-2.12"));
        ClassLibrary scala213 = ClassLibrary.of(jarsOf("3.5.9-2.13"))) {
      List<Reference> references =
          callOf(
              "org/apache/spark/scheduler/SparkListenerJobStart",
              "stageInfos",
              "()Lscala/collection/Seq;");
      assertThat(references).filteredOn(LinkCheckIT::isGivenBySpark).allMatch(scala212::resolves);
      assertThat(references)
          .filteredOn(reference -> isGivenBySpark(reference) && !scala213.resolves(reference))
          .extracting(Reference::member)
          .containsExactly("stageInfos()Lscala/collection/Seq;");
    }
  }

  @Test
  void findsInheritedMember() throws IOException {
    try (ClassLibrary library = ClassLibrary.of(jarsOf("3.5.9-2.12"))) {
      assertThat(callOf("org/apache/spark/scheduler/SparkListener", "hashCode", "()I"))
          .allMatch(library::resolves);
    }
  }

  @Test
  void missesClassThatIsNotThere() throws IOException {
    try (ClassLibrary library = ClassLibrary.of(jarsOf("3.5.9-2.12"))) {
      Reference reference = Reference.toClass("Caller", "org/apache/spark/scheduler/NoSuchEvent");
      assertThat(library.resolves(reference)).isFalse();
    }
  }

  @Test
  void missesClassThatIsAnInterfaceThere() throws IOException {
    try (ClassLibrary library = ClassLibrary.of(jarsOf("3.5.9-2.12"))) {
      assertThat(callOf("scala/collection/Iterable", "iterator", "()Lscala/collection/Iterator;"))
          .filteredOn(reference -> !reference.isToClass())
          .noneMatch(library::resolves);
    }
  }

  static Stream<String> supportedSparks() throws IOException {
    return Files.readAllLines(SPARKS).stream().filter(line -> !line.startsWith("#"));
  }

  private static boolean isGivenBySpark(Reference reference) {
    return GIVEN_BY_SPARK.stream().anyMatch(reference.owner()::startsWith);
  }

  private static Path jarsOf(String spark) {
    Path jars = Path.of(System.getProperty("spark.homes", "."), "link", spark);
    boolean there = Files.exists(jars.resolve(".complete"));
    assertThat(there || !"true".equals(System.getenv("CI")))
        .as("%s is not there: run `make link-jars`", jars)
        .isTrue();
    assumeTrue(there, () -> jars + " is not there: run `make link-jars`");
    return jars;
  }

  /** What a class names whose one method makes this call, as on a class and not an interface. */
  private static List<Reference> callOf(String owner, String name, String descriptor) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "Caller", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "call", "(L" + owner + ";)V", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    method.visitInsn(Opcodes.POP);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return ClassFile.of(writer.toByteArray()).references().stream()
        .filter(reference -> !reference.owner().equals("Caller"))
        .toList();
  }
}
