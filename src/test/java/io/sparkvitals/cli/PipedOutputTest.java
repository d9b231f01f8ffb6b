package io.sparkvitals.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class PipedOutputTest {
  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoError() throws IOException {
    try (PipedOutput out = new PipedOutput(failing("Broken pipe"))) {
      assertThat(out.abandoned()).isFalse();

      out.write('a');
      out.write(new byte[] {'b'});

      assertThat(out.abandoned()).isTrue();
    }
  }

  @Test
  void aFullDiskIsAnErrorThatIsSaidOnce() {
    PipedOutput out = new PipedOutput(failing("No space left on device"));

    assertThatThrownBy(() -> out.write('a'))
        .isInstanceOf(IOException.class)
        .hasMessage("standard output cannot be written: No space left on device");
    assertThat(out.abandoned()).isFalse();
    assertThatCode(out::flush).doesNotThrowAnyException();
  }
}
