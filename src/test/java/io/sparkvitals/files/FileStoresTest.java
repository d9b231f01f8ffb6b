package io.sparkvitals.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logs/app",
        "app",
        "file:/logs/app",
        "FILE:///logs/app",
        "C:\\logs\\app",
        "C:/logs/app",
        "events_1_app:1",
        "s3a:bucket",
        ""
      })
  void pathsOfThisMachineNeedNoHadoop(String path) throws IOException {
    assertThat(FileStores.of(path)).isInstanceOf(LocalFiles.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hdfs:///logs/app", "s3a://bucket/app", "S3://b/a", "abfss://c@h/x"})
  void otherSchemesGoToHadoop(String path) throws IOException {
    assertThat(FileStores.of(path)).isInstanceOf(HadoopFiles.class);
  }

  @Test
  void withoutHadoopLocalFilesWorkAndOthersSayWhatToDo() throws Exception {
    URL house = FileStores.class.getProtectionDomain().getCodeSource().getLocation();
    URL annotations =
        Class.forName("org.jspecify.annotations.Nullable")
            .getProtectionDomain()
            .getCodeSource()
            .getLocation();
    try (URLClassLoader alone =
        new URLClassLoader(new URL[] {house, annotations}, ClassLoader.getPlatformClassLoader())) {
      Method of = alone.loadClass(FileStores.class.getName()).getMethod("of", String.class);
      Object local = of.invoke(null, Path.of("pom.xml").toAbsolutePath().toString());
      assertThat(local.getClass().getSimpleName()).isEqualTo("LocalFiles");

      assertThatThrownBy(() -> of.invoke(null, "s3a://bucket/app"))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessage(
              "s3a://bucket/app: Hadoop's classes are needed for s3a: and are not on the class"
                  + " path; run it through spark-submit, or add the output of `hadoop classpath`"
                  + " to java's -cp");
    }
  }
}
