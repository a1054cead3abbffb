package org.dockermcp.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static SettingsReader reader(Setting key, String text) {
    return new SettingsReader(Map.of(key.variable(), text), new Properties(), "");
  }

  @ParameterizedTest
  @CsvSource({
    "1024,1024",
    "2k,2048",
    "512m,536870912",
    "2G,2147483648",
    "1 GiB,1073741824",
    "1tb,1099511627776"
  })
  void sizesMayCarryUnits(String text, long bytes) {
    assertThat(reader(Setting.MEMORY_LIMIT, text).bytes(Setting.MEMORY_LIMIT, 1, 1L << 50))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "30,30000",
    "1.5,1500",
    "250ms,250",
    "90s,90000",
    "5m,300000",
    "0.5h,1800000",
    "1D,86400000"
  })
  void durationsAreSecondsUnlessTheySay(String text, long millis) {
    assertThat(reader(Setting.TIMEOUT, text).duration(Setting.TIMEOUT, Duration.ofMillis(1), DAY))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"999999999999999999t", "9999999999999999999", "-1", "1.5g", "1e9", "1p"})
  void refusesASizeThatIsNoneOrTooLarge(String text) {
    SettingsReader reader = reader(Setting.MEMORY_LIMIT, text);

    assertThat(reader.bytes(Setting.MEMORY_LIMIT, 1, 1L << 50)).isEqualTo(1);
    assertThat(reader.problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-1", "x", "1e9"})
  void refusesANumberThatIsNoneOrOutOfRange(String text) {
    SettingsReader reader = reader(Setting.CPU_LIMIT, text);
    reader.number(Setting.CPU_LIMIT, 0.01, 1024);

    assertThat(reader.problems())
        .containsExactly(
            "DOCKER_MCP_CPU_LIMIT '%s' (environment) is not a number between 0.01 and 1024.0."
                .formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1", "YES", "on"})
  void aFlagIsWrittenInManyWays(String text) {
    assertThat(reader(Setting.DEBUG, text).flag(Setting.DEBUG)).isTrue();
  }

  @Test
  void aFolderIsNoFile(@TempDir Path folder) {
    SettingsReader reader = reader(Setting.CA_BUNDLE, folder.toString());

    assertThat(reader.file(Setting.CA_BUNDLE)).isEmpty();
    assertThat(reader.problems())
        .containsExactly(
            "DOCKER_MCP_CA_BUNDLE '%s' (environment) is not a file that can be read."
                .formatted(folder));
  }

  @Test
  void whatIsNoPathIsNoFolder() {
    SettingsReader reader = reader(Setting.ROUTES, "a\0b");

    assertThat(reader.folder(Setting.ROUTES)).isEmpty();
    assertThat(reader.problems()).hasSize(1);
  }
}
