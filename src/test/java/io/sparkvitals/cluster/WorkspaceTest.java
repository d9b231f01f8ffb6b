package io.sparkvitals.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

  @Test
  void closeKillsProcessesAndTheirChildren() throws Exception {
    Workspace workspace = Workspace.create("workspace-test");
    Process parent = workspace.start(new ProcessBuilder("sh", "-c", "sleep 60 & echo up; wait"));
    assertThat(parent.inputReader().readLine()).isEqualTo("up");
    ProcessHandle child = parent.descendants().findFirst().orElseThrow();

    workspace.close();

    assertThat(parent.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void closeDoesNotWaitForAnotherProcessWithTheNumberOfAnEndedOne() {
    ProcessHandle ended =
        (ProcessHandle)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("isAlive")) {
                    return false;
                  }
                  throw new AssertionError(method + " is about whoever has the number now");
                });

    ProcessTree.kill(List.of(ended));
  }

  @Test
  void sweeperLetsNumbersOfEndedProcessesBe() throws Exception {
    Path directory = Files.createTempDirectory("sweeper-test");
    Process doomed = new ProcessBuilder("sleep", "60").start();
    Process reused = new ProcessBuilder("sleep", "60").start();
    try {
      Sweeper sweeper = Sweeper.start(directory);
      sweeper.watch(reused.pid());
      sweeper.watch(doomed.pid());
      sweeper.forget(reused.pid());

      sweeper.hangUp();

      assertThat(doomed.waitFor()).isNotZero();
      assertThat(reused.isAlive()).isTrue();
    } finally {
      reused.destroyForcibly();
    }
  }

  @Test
  void closeDeletesAllFiles() throws IOException {
    Workspace workspace = Workspace.create("workspace-test");
    Files.writeString(workspace.newDirectory("data").resolve("file"), "text");

    workspace.close();

    assertThat(workspace.directory()).doesNotExist();
  }

  @Test
  void logsCanBeKept() throws IOException {
    Workspace workspace = Workspace.create("workspace-test");
    Path log = Files.writeString(workspace.logs().resolve("x.log"), "text");
    workspace.keepLogs();

    workspace.close();

    assertThat(workspace.directory().toFile().list()).containsExactly("logs");
    assertThat(log).hasContent("text");
    Files.delete(log);
    Files.delete(workspace.logs());
    Files.delete(workspace.directory());
  }

  @Test
  void sweeperCleansUpWhenTheJvmCannot() throws Exception {
    Path directory = Files.createTempDirectory("sweeper-test");
    Process doomed = new ProcessBuilder("sleep", "60").start();
    Sweeper sweeper = Sweeper.start(directory);
    sweeper.watch(doomed.pid());

    sweeper.hangUp();

    assertThat(doomed.waitFor()).isNotZero();
    Await.until(
        "end of " + directory,
        Duration.ofSeconds(20),
        () -> Files.exists(directory),
        exists -> !exists);
  }
}
