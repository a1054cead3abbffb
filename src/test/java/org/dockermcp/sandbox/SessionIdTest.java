package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
  @Test
  void namesItsVolumeAsThePythonServerDid() {
    assertThat(SandboxFixture.session("data-analysis").volume())
        .isEqualTo("mcp-session-data-analysis");
  }

  @Test
  void aCallWithoutOneHasNone() {
    assertThat(SessionId.of(ToolCall.local("1", "any", Arguments.NONE))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-x", ".", "../x", "a/b", "a b", "é", "a\n", "a\0"})
  void refusesWhatCouldNotBeAVolumesName(String text) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> SandboxFixture.session(text));
  }

  @Test
  void holdsSixtyFourCharactersAndNoMore() {
    assertThat(SandboxFixture.session("a".repeat(64)).value()).hasSize(64);
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> SandboxFixture.session("a".repeat(65)));
  }

  @Test
  void saysWhatToDo() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> SandboxFixture.session("../etc\u001b[31m"))
        .withMessage(
            "Could not use session_id '../etc [31m': it is not 1 to 64 letters, digits, dots,"
                + " dashes and underscores; choose one such as data-analysis.");
  }

  @Test
  void anotherPrincipalsOfTheSameNameIsAnotherSession() {
    SessionId local = SandboxFixture.session("a");
    SessionId other = new SessionId(SandboxFixture.OTHER, "a");

    assertThat(other).isNotEqualTo(local);
    assertThat(local.key()).isEqualTo("a");
    assertThat(other.key()).isEqualTo("other/a");
    assertThat(other.volume()).matches("mcp-session_[0-9a-f]{16}_a");
  }
}
