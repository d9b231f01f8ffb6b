package io.sparkvitals.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFieldsTest {
  private static final String HEAD = "{\"Event\":\"SparkListenerTaskEnd\",";
  private static final String REAL =
      HEAD
          + "\"skip 1\":[{\"ID\":1,\"Name\":\"internal.metrics.resultSize\",\"Update\":\"12\","
          + "\"Value\":-30,\"Internal\":true,\"Metadata\":null},"
          + "{\"ID\":2,\"Update\":[1,{\"a\":[]}],\"Name\":\"a \\\"b\\\" \\u00e9\"}],"
          + "\"text 1\":\"driver\",\"number 1\":1700000000123,\"enter 1\":{\"flag 1\":true,"
          + "\"number 2\":-7,\"text 2\":null,\"flag 2\":null,\"or 1\":null,\"or 2\":0,"
          + "\"enter 2\":{},\"enter 3\":null,\"text 3\":\"\"},\"array 1\":[],"
          + "\"array 2\":[\"one\",\"two\"],\"skip 2\":{},\"skip 3\":false,\"flag 3\":false}";

  private final PlainFields plain = new PlainFields();

  private List<String> plain(byte[] line) throws IOException {
    LineSource lines = new LineSource(new ByteArrayInputStream(line));
    assertThat(lines.next()).isTrue();
    List<String> walk = new ArrayList<>();
    walk.add(plain.open(lines));
    walk(plain, walk);
    plain.finished();
    return walk;
  }

  private static List<String> parsed(byte[] line) throws IOException {
    try (JsonParser json = new ObjectMapper().createParser(line)) {
      json.nextToken();
      json.nextFieldName();
      json.nextToken();
      List<String> walk = new ArrayList<>();
      walk.add(json.getText());
      ParsedFields fields = new ParsedFields(json);
      walk(fields, walk);
      if (!fields.finished()) {
        throw new IOException("more than one event");
      }
      return walk;
    }
  }

  /** Takes every member in the way that its name asks for. */
  private static void walk(Fields fields, List<String> walk) throws IOException {
    for (String name = fields.next(); name != null; name = fields.next()) {
      walk.add(name);
      switch (name.split(" ")[0]) {
        case "text" -> walk.add(String.valueOf(fields.text()));
        case "number" -> walk.add(String.valueOf(fields.number()));
        case "or" -> walk.add(String.valueOf(fields.numberOr(-1)));
        case "flag" -> walk.add(String.valueOf(fields.flag()));
        case "skip" -> fields.skip();
        case "enter" -> {
          if (fields.enter()) {
            walk(fields, walk);
          }
        }
        case "array" -> {
          if (fields.enterArray()) {
            while (fields.element()) {
              walk.add(String.valueOf(fields.text()));
            }
          }
        }
        default -> fields.skip();
      }
    }
    walk.add("usable " + fields.usable());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsWhatAParserReads() throws IOException {
    List<String> walk = plain(bytes(REAL));
    assertThat(walk)
        .isEqualTo(parsed(bytes(REAL)))
        .contains("SparkListenerTaskEnd", "driver", "1700000000123", "-7", "one", "two");
    // Once more, when all names are known and guessed.
    assertThat(plain(bytes(REAL))).isEqualTo(walk);
    assertThat(plain(bytes(REAL.replace("text 1", "text 4")))).contains("text 4");
  }

  @Test
  void takesEachValueOnceAndStepsOverTheOthers() throws IOException {
    LineSource lines =
        new LineSource(
            new ByteArrayInputStream(bytes(HEAD + "\"a\":{\"b\":[1]},\"c\":null,\"d\":4}")));
    lines.next();
    plain.open(lines);
    assertThat(plain.next()).isEqualTo("a");
    assertThat(plain.next()).isEqualTo("c");
    assertThat(plain.enter()).isFalse();
    plain.skip();
    assertThat(plain.next()).isEqualTo("d");
    assertThat(plain.number()).isEqualTo(4);
    assertThatThrownBy(plain::number).isInstanceOf(PlainFields.Doubt.class);
  }

  @Test
  void aParserStepsOverWhatNobodyTakesAsWell() throws IOException {
    try (JsonParser json =
        new ObjectMapper().createParser("{\"a\":{\"b\":[1]},\"c\":[[2],{\"d\":3}],\"e\":4}")) {
      json.nextToken();
      ParsedFields fields = new ParsedFields(json);
      assertThat(fields.next()).isEqualTo("a");
      assertThat(fields.next()).isEqualTo("c");
      assertThat(fields.enterArray()).isTrue();
      assertThat(fields.element()).isTrue();
      assertThat(fields.element()).isTrue();
      assertThat(fields.element()).isFalse();
      assertThat(fields.next()).isEqualTo("e");
      assertThat(fields.number()).isEqualTo(4);
      assertThat(fields.next()).isNull();
      assertThat(fields.finished()).isTrue();
      assertThat(fields.usable()).isTrue();
    }
  }

  @Test
  void longAndManyNamesAndTextsAreReadAsWell() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      String text = "x".repeat(i % 200) + i;
      String line = HEAD + "\"text " + text + "\":\"" + text + "\",\"number 1\":" + i + "}";
      assertThat(plain(bytes(line)))
          .containsExactly(
              "SparkListenerTaskEnd",
              "text " + text,
              text,
              "number 1",
              String.valueOf(i),
              "usable true");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Name\":\"no event\"}",
        "[]",
        "{\"Event\":1}",
        "{}",
        HEAD + "\"number 1\":01}",
        HEAD + "\"number 1\":1.5}",
        HEAD + "\"number 1\":1e3}",
        HEAD + "\"number 1\":\"1\"}",
        HEAD + "\"number 1\":null}",
        HEAD + "\"number 1\":-}",
        HEAD + "\"number 1\":1234567890123456789}",
        HEAD + "\"text 1\":\"an \\\" escape\"}",
        HEAD + "\"text 1\":7}",
        HEAD + "\"text 1\":\"not ascii: \u00e9\"}",
        HEAD + "\"skip 1\":\"not ascii: \u00e9\"}",
        HEAD + "\"skip 1\":\"a\u0001control\"}",
        HEAD + "\"skip 1\":\"no \\x escape\"}",
        HEAD + "\"skip 1\":\"no \\u12g4 escape\"}",
        HEAD + "\"skip 1\":1 }",
        HEAD + " \"skip 1\":1}",
        HEAD + "\"skip 1\":1,}",
        HEAD + "\"skip 1\":[1,]}",
        HEAD + "\"skip 1\":[,1]}",
        HEAD + "\"skip 1\":{\"a\":1,}}",
        HEAD + "\"skip 1\":tru}",
        HEAD + "\"skip 1\":[1}",
        HEAD + "\"skip 1\" :1}",
        HEAD + "skip:1}",
        HEAD + "\"skip 1\":1}}",
        HEAD + "\"skip 1\":1} ",
        HEAD + "\"skip 1\":1",
        HEAD + "\"skip 1\":",
        HEAD + "\"skip 1",
        HEAD + "\"skip 1\":\"open to the end",
        HEAD + "\"skip 1\":\"open to the end\\",
        HEAD + "\"enter 1\":[]}",
        HEAD + "\"array 1\":{}}",
        HEAD + "\"flag 1\":1}",
        HEAD + "\"flag 1\":truth}",
        HEAD + "\"skip 1\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}",
      })
  void leavesALineToTheParserWhereThereIsAnyDoubt(String line) {
    assertThatThrownBy(() -> plain(bytes(line))).isInstanceOf(PlainFields.Doubt.class);
  }

  /** Whatever happens to a line: it is in doubt, or it is JSON and says the same to a parser. */
  @Test
  void neverReadsAnythingElseThanAParserDoes() throws IOException {
    Random random = new Random(3);
    String marks = "\"\\{}[]:,-0123456789ntu.eE ";
    int read = 0;
    for (int i = 0; i < 60_000; i++) {
      byte[] line = bytes(REAL);
      for (int flips = random.nextInt(3); flips >= 0; flips--) {
        int at = HEAD.length() + random.nextInt(line.length - HEAD.length());
        boolean mark = random.nextBoolean();
        line[at] =
            (byte)
                (mark ? marks.charAt(random.nextInt(marks.length())) : (' ' + random.nextInt(95)));
      }
      List<String> walk;
      try {
        walk = plain(line);
      } catch (PlainFields.Doubt e) {
        continue;
      }
      read++;
      assertThat(walk).as(new String(line, StandardCharsets.US_ASCII)).isEqualTo(parsed(line));
    }
    assertThat(read).isGreaterThan(5_000);
  }

  @Test
  void readsLinesAtTheVeryEndOfTheBuffer() throws IOException {
    String line = HEAD + "\"text 1\":\"driver\"}";
    int lines = LineSource.FIRST_BUFFER / (line.length() + 1) * 3;
    LineSource source =
        new LineSource(new ByteArrayInputStream(bytes((line + "\n").repeat(lines))));
    int read = 0;
    while (source.next()) {
      assertThat(plain.open(source)).isEqualTo("SparkListenerTaskEnd");
      assertThat(plain.next()).isEqualTo("text 1");
      assertThat(plain.text()).isEqualTo("driver");
      assertThat(plain.next()).isNull();
      assertThat(plain.finished()).isTrue();
      read++;
    }
    assertThat(read).isEqualTo(lines);
  }
}
