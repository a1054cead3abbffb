package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
  @Test
  void namesItsVolumeAsThePythonServerDid() {
    assertThat(new SessionId("data-analysis").volume()).isEqualTo("mcp-session-data-analysis");
  }

  @Test
  void aCallWithoutOneHasNone() {
    assertThat(SessionId.of(new Arguments(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", ".", "../x", "a/b", "a b", "é", "a\n", "a\0"})
  void refusesWhatCouldNotBeAVolumesName(String text) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> new SessionId(text));
  }

  @Test
  void holdsSixtyFourCharactersAndNoMore() {
    assertThat(new SessionId("a".repeat(64)).value()).hasSize(64);
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> new SessionId("a".repeat(65)));
  }

  @Test
  void saysWhatToDo() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new SessionId("../etc\u001b[31m"))
        .withMessage(
            "Could not use session_id '../etc [31m': it is not 1 to 64 letters, digits, dots,"
                + " dashes and underscores; choose one such as data-analysis.");
  }
}
