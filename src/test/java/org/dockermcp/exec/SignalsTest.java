package org.dockermcp.exec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalsTest {
  @ParameterizedTest
  @CsvSource({
    "129,SIGHUP",
    "130,SIGINT",
    "137,SIGKILL",
    "139,SIGSEGV",
    "143,SIGTERM",
    "159,SIGSYS"
  })
  void anExitCodeTellsItsSignal(int exitCode, String name) {
    assertThat(Signals.name(exitCode)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "127", "128", "160", "255"})
  void othersTellNone(int exitCode) {
    assertThat(Signals.name(exitCode)).isNull();
  }

  @Test
  void noExitCodeTellsNone() {
    assertThat(Signals.name(null)).isNull();
  }
}
