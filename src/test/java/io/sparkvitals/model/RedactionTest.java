package io.sparkvitals.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  private static String shown(String key, String value, Map<String, String> more) {
    return Redaction.of(more).property(key, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-Xss4m -Dapi_key=S3CR3T -XX:+UseG1GC | -Xss4m -Dapi_key=*** -XX:+UseG1GC",
        "-Djavax.net.ssl.trustStorePassword=S3CR3T | -Djavax.net.ssl.trustStorePassword=***",
        "-Ddb.pwd=S3CR3T -Dx.auth=S3CR3T -Dfine=1 | -Ddb.pwd=*** -Dx.auth=*** -Dfine=1",
        "-Dproxy=http://u:S3CR3T@host:1 | -Dproxy=http://***@host:1",
        "-Dsas=\"S3CR3T with a blank\" | *********(redacted)",
        "-javaagent:a.jar=token=S3CR3T | *********(redacted)",
        "-Dcloud=AKIA0123456789ABCDEF | -Dcloud=***",
        "-Dlog.keys=3 -Dmonkey=4 -Dspark.author=x | -Dlog.keys=3 -Dmonkey=4 -Dspark.author=x",
      })
  void hidesInOptionsWhatLooksLikeASecretAndLeavesTheRest(String options, String expected) {
    assertThat(shown("spark.executor.extraJavaOptions", options, Map.of())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "mesos://u:S3CR3T@host:5050, mesos://***@host:5050",
    "'mesos://zk://u:S3CR3T@a:1,b:2/m', 'mesos://zk://***@a:1,b:2/m'",
    "k8s://https://host?token=S3CR3T&x=1, *********(redacted)",
    "k8s://https://host?sig=S3CR3T&x=1, k8s://https://host?sig=***&x=1",
    "local[4], local[4]",
    "spark://a.b:7077, spark://a.b:7077",
  })
  void hidesTheUserOfAnAddress(String master, String expected) {
    assertThat(shown("spark.master", master, Map.of())).isEqualTo(expected);
  }

  @Test
  void hidesWhatTheApplicationHoldsForASecret() {
    Map<String, String> own = Map.of("spark.redaction.regex", "(?i)hush|queue");

    assertThat(shown("spark.yarn.queue", "mine", own)).isEqualTo(Redaction.HIDDEN);
    assertThat(shown("spark.master", "yarn-HUSH", own)).isEqualTo(Redaction.HIDDEN);
    assertThat(shown("spark.master", "yarn", own)).isEqualTo("yarn");
    assertThat(shown("spark.driver.extraJavaOptions", "-Dhush=S3CR3T -Da=1", own))
        .isEqualTo("-Dhush=*** -Da=1");
  }

  @Test
  void isNotHeldUpByAPatternThatNeverEndsNorBrokenByOneThatIsNone() {
    Map<String, String> endless = Map.of("spark.redaction.regex", "(a+)+(a*)\\1c");
    String text = "a".repeat(200) + "b";

    assertThat(shown("spark.yarn.queue", text, endless)).isEqualTo(Redaction.HIDDEN);
    assertThat(shown("spark.yarn.queue", "q", Map.of("spark.redaction.regex", "("))).isEqualTo("q");
    assertThat(shown("spark.yarn.queue", "q", Map.of("spark.redaction.regex", "x".repeat(2_000))))
        .isEqualTo("q");
  }

  @Test
  void factsHoldNoSecret() {
    ApplicationFacts facts =
        ApplicationFacts.UNKNOWN.environment(
            Map.of(
                "spark.master",
                "mesos://u:S3CR3T@host",
                "spark.driver.extraJavaOptions",
                "-Dpwd=1"));

    assertThat(facts.environment().values()).noneMatch(value -> value.contains("S3CR3T"));
    assertThat(facts.property("spark.driver.extraJavaOptions")).isEqualTo("-Dpwd=***");
  }

  private static java.util.Set<String> exposed(String key, String value, String regex) {
    OtherKeys.Draft draft = new OtherKeys.Draft();
    draft.add(key, value);
    if (regex != null) {
      draft.add("spark.redaction.regex", regex);
    }
    return draft.keys().exposed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.hadoop.fs.azure.account.key.x.net | S3CR3T+/== | true",
        "spark.hadoop.fs.s3a.secret.key | S3CR3T | false",
        "spark.hadoop.fs.s3a.aws.credentials.provider | org.apache.hadoop.fs.s3a.Simple | false",
        "spark.my.credentials | S3CR3T | true",
        "spark.my.apiKey | true | false",
        "spark.my.private-key | /etc/keys/mine | false",
        "spark.my.private-key | S3CR3T | true",
        "spark.my.url | jdbc:db://u:S3CR3T@host/x | true",
        "spark.my.url | jdbc:db://u@host/x | false",
        "spark.my.url | jdbc:db://host/x?password=S3CR3T | false",
        "spark.my.url | https://host/x?sig=S3CR3T | true",
        "spark.my.id | AKIA0123456789ABCDEF | true",
        "spark.driver.extraJavaOptions | -Ddb.pwd=S3CR3T | true",
        "spark.driver.extraJavaOptions | -Ddb.password=S3CR3T | false",
        "spark.driver.extraJavaOptions | -Dapp.keys=3 | false",
        "spark.my.pwd | *********(redacted) | false",
      })
  void knowsWhichSecretsSparkShows(String key, String value, boolean shown) {
    assertThat(exposed(key, value, null).contains(key)).isEqualTo(shown);
  }

  @Test
  void thePatternOfTheApplicationDecidesWhatSparkHides() {
    assertThat(exposed("spark.my.pwd", "S3CR3T", "(?i)pwd")).isEmpty();
    assertThat(exposed("spark.my.pwd", "S3CR3T", "hush")).containsExactly("spark.my.pwd");
  }

  @Test
  void keepsNamesOfOtherPropertiesAndNoValue() {
    OtherKeys.Draft draft = new OtherKeys.Draft();
    draft.add("spark.mine", "S3CR3T");
    draft.add("spark.master", "yarn");
    draft.add("other.key", "x");

    assertThat(draft.keys().names()).containsExactly("spark.mine");
    assertThat(draft.keys().dropped()).isZero();
  }
}
