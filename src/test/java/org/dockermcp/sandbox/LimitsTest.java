package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private static final Limits OPERATORS = new Limits(1L << 30, 1.0, 512);

  private static Limits asked(Map<String, Object> arguments) {
    return OPERATORS.tightenedBy(new Arguments(arguments));
  }

  @Test
  void areTheOperatorsFirst() throws SettingsException {
    assertThat(Limits.of(Settings.load(Map.of()))).isEqualTo(OPERATORS);
  }

  @Test
  void aCallerCanAskForLess() {
    assertThat(asked(Map.of("memory_bytes", 8 << 20, "cpus", 0.5, "pids_limit", 16)))
        .isEqualTo(new Limits(8 << 20, 0.5, 16));
  }

  @Test
  void aCallerCannotAskForMore() {
    assertThat(asked(Map.of("memory_bytes", 1L << 40, "cpus", 64, "pids_limit", 100_000)))
        .isEqualTo(OPERATORS);
  }

  @Test
  void aCallThatDoesNotSayGetsTheOperators() {
    assertThat(asked(Map.of())).isEqualTo(OPERATORS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4294967296",
        "9223372036854775808",
        "18446744073709551616",
        "340282366920938463463374607431768211456"
      })
  void aNumberThatWouldWrapAroundToNoLimitIsStillMore(String number) {
    BigInteger huge = new BigInteger(number);

    assertThat(asked(Map.of("memory_bytes", huge, "cpus", huge, "pids_limit", huge)))
        .isEqualTo(OPERATORS);
  }

  @ParameterizedTest
  @CsvSource({
    "1073741824,1.0,512",
    "6291456,0.01,8",
    "1125899906842624,1024.0,4194304",
    "7,0.010000000000000002,9",
    "7,0.3333333333333333,9"
  })
  void aLabelTellsThem(long memory, double cpus, int pids) {
    Limits limits = new Limits(memory, cpus, pids);

    assertThat(Limits.ofLabel(limits.label())).contains(limits);
  }

  @Test
  void aLabelOfSomebodyElsesTellsNothing() {
    assertThat(Limits.ofLabel(null)).isEmpty();
    assertThat(Limits.ofLabel("1 2")).isEmpty();
    assertThat(Limits.ofLabel("9999999999999999999 1.0 1")).isEmpty();
  }
}
