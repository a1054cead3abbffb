package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
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
  @ValueSource(
      strings = {
        "agent:main:telegram:dm:42",
        "-x",
        ".",
        "../x",
        "a/b",
        "a b",
        "Müller",
        "\uD83D\uDC69\u200D\uD83D\uDD2C",
        "${env:HOME}"
      })
  void c31AnyTextIsTakenUnderAPlainVolume(String text) {
    assertThat(SandboxFixture.session(text).value()).isEqualTo(text);
    assertThat(SandboxFixture.session(text).volume()).matches("mcp-session-\\.[0-9a-f]{62}");
  }

  /** A server of tomorrow must find the volumes of today. */
  @Test
  void c31TheDigestNeverChanges() {
    assertThat(SandboxFixture.session("agent:main").volume())
        .isEqualTo("mcp-session-.f331f052e4ed92dd414c5847bd1a9266240599e9b94d41ff270386433bfcbc");
  }

  @Test
  void c31CaseAndNormalizationMakeADifference() {
    assertThat(
            Stream.of("é", "e\u0301", "É", "a b", "A b", "a  b")
                .map(it -> SandboxFixture.session(it).volume()))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\n", "a\0", "a\u001bb", "a\u0085", "a\u2028b", "\ud800"})
  void c31ControlCharactersAreRefused(String text) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> SandboxFixture.session(text));
  }

  @Test
  void c31HoldsTwoHundredAndFiftySixCharactersAndNoMore() {
    assertThat(SandboxFixture.session("a".repeat(256)).volume()).hasSize(75);
    assertThat(SandboxFixture.session("\uD83D\uDE00".repeat(256)).volume()).hasSize(75);
    assertThat(SandboxFixture.session("a".repeat(64)).volume()).endsWith("a".repeat(64));
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> SandboxFixture.session("a".repeat(257)));
  }

  @Test
  void isShownWithoutWhatHides() {
    assertThat(SandboxFixture.session("a\u202eb").shown()).isEqualTo("a<U+202E>b");
  }

  @Test
  void saysWhatToDo() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> SandboxFixture.session("../etc\u001b[31m"))
        .withMessage(
            "Could not use session_id '../etc [31m': it is not 1 to 256 characters, or has control"
                + " characters; choose one such as data-analysis.");
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
