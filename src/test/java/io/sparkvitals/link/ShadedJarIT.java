package io.sparkvitals.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is in the jar, and what must not be: it shares one class path with Spark and the user. */
class ShadedJarIT {

  private static final String HOUSE = "io/sparkvitals/";
  private static final String SHADED = HOUSE + "shaded/";
  private static final String SERVICES = "META-INF/services/";
  private static final long LIMIT_BYTES = 8_000_000;
  private static final int JAVA_8 = 52;

  private static AgentJar jar;

  @BeforeAll
  static void open() throws IOException {
    jar = AgentJar.open();
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void fitsInEightMegabytes() throws IOException {
    assertThat(jar.bytes()).isLessThanOrEqualTo(LIMIT_BYTES);
  }

  @Test
  void holdsNoFileOutsideItsOwnPackage() {
    assertThat(jar.files())
        .allMatch(name -> name.startsWith(HOUSE) || name.startsWith("META-INF/"));
  }

  @Test
  void leavesSparkScalaAndSlf4jToSpark() {
    assertThat(jar.files())
        .noneMatch(name -> name.contains("/scala/") || name.contains("apache/spark/"))
        .noneMatch(name -> name.contains("slf4j/") || name.contains("jspecify/"));
  }

  @Test
  void runsOnJava8() {
    assertThat(jar.classes()).isNotEmpty().allMatch(type -> type.majorVersion() <= JAVA_8);
    assertThat(jar.files()).noneMatch(name -> name.startsWith("META-INF/versions/"));
  }

  @Test
  void namesOnlyClassesThatAreThere() {
    Set<String> outside =
        Set.of(
            "java/",
            "javax/",
            "com/sun/",
            "org/apache/spark/",
            "org/apache/hadoop/",
            "scala/",
            "com/codahale/",
            "org/slf4j/");
    assertThat(jar.classes())
        .filteredOn(type -> !type.name().startsWith(SHADED))
        .flatMap(ClassFile::references)
        .filteredOn(Reference::isToClass)
        .filteredOn(reference -> reference.owner().length() > 1)
        .filteredOn(reference -> outside.stream().noneMatch(reference.owner()::startsWith))
        .filteredOn(reference -> !jar.contains(reference.owner() + ".class"))
        .isEmpty();
  }

  @Test
  void servicesNameClassesThatAreThere() {
    List<String> services = filesBelow(SERVICES);
    assertThat(services)
        .isNotEmpty()
        .allMatch(service -> isRelocated(service.substring(SERVICES.length())));
    assertThat(services).flatMap(ShadedJarIT::providers).allMatch(ShadedJarIT::isRelocated);
  }

  @Test
  void packsTheRulesThatUsersDeploy() throws IOException {
    assertThat(jar.text(HOUSE + "rules.yml"))
        .isEqualTo(Files.readString(Path.of("agent/rules.yml")));
  }

  @Test
  void knowsItsVersion() {
    assertThat(jar.text(HOUSE + "version.properties"))
        .matches("version=\\d+\\.\\d+\\.\\d+\\S*\\Rrevision=\\w+\\R");
  }

  @Test
  void namesNoPathOfTheMachineThatBuiltIt() {
    String checkout = Path.of("").toAbsolutePath().toString();
    assertThat(jar.files())
        .noneMatch(
            name -> new String(jar.read(name), StandardCharsets.ISO_8859_1).contains(checkout));
  }

  @Test
  void carriesLicenceAndNotice() throws IOException {
    assertThat(jar.text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("LICENSE")));
    assertThat(jar.text("META-INF/NOTICE")).isEqualTo(Files.readString(Path.of("NOTICE")));
  }

  @Test
  void listsEveryLibrary() {
    List<String> packages =
        filesBelow(SHADED).stream()
            .map(name -> name.substring(SHADED.length()).replaceFirst("/.*", ""))
            .distinct()
            .toList();
    assertThat(packages)
        .isNotEmpty()
        .isSubsetOf(thirdParties().map(ThirdParty::directory).toList());
  }

  @Test
  void listsLibrariesWithTheirVersions() {
    List<String> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).getFileName().toString())
            .toList();
    assertThat(thirdParties().map(ThirdParty::jarFile)).isNotEmpty().isSubsetOf(classPath);
  }

  private static List<String> filesBelow(String directory) {
    return jar.files().stream().filter(name -> name.startsWith(directory)).toList();
  }

  private static List<String> providers(String service) {
    return jar.text(service)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static boolean isRelocated(String className) {
    String file = className.replace('.', '/') + ".class";
    return file.startsWith(SHADED) && jar.contains(file);
  }

  private static Stream<ThirdParty> thirdParties() {
    return jar.text("META-INF/THIRD-PARTY.txt")
        .lines()
        .dropWhile(line -> !line.startsWith("artifact "))
        .skip(1)
        .map(ThirdParty::parse);
  }

  private record ThirdParty(String artifact, String version, String directory) {

    static ThirdParty parse(String line) {
      String[] columns = line.split(" +");
      return new ThirdParty(columns[0], columns[1], columns[columns.length - 1]);
    }

    String jarFile() {
      return artifact + "-" + version + ".jar";
    }
  }
}
