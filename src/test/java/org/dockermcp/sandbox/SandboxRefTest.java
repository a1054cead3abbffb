package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxRefTest {
  private static final String ID = "0123456789ab".repeat(5) + "cdef";

  @ParameterizedTest
  @ValueSource(strings = {"web", "0123456789ab", "0123456789ab0"})
  void namesAContainerByNameAndByTwelveDigitsOrMore(String text) {
    assertThat(new SandboxRef(text).names(ID, "web")).isTrue();
  }

  @Test
  void namesAContainerByItsWholeId() {
    assertThat(new SandboxRef(ID).names(ID, "web")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"we", "0123456789a", "0123", "123456789abc"})
  void doesNotNameWhatTheEngineGuessedFromLess(String text) {
    assertThat(new SandboxRef(text).names(ID, "web")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/json", "a?b", "-x", "a b", "a%2e", "a\n"})
  void refusesWhatCouldMeanAnythingElseToTheEngine(String text) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> new SandboxRef(text));
  }

  @Test
  void saysWhatToDoWhenItIsNoReference() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new SandboxRef("../x"))
        .withMessage(
            "Could not find container '../x': that is neither a container's name nor its id; list"
                + " the containers to see those that exist.");
  }

  @Test
  void saysWhatToDoWhenThereIsNone() {
    ToolFailure failure = new SandboxRef("web").notFound();

    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failure)
        .hasMessage(
            "Could not find container 'web': no container of that name is managed by this server;"
                + " list the containers to see those that are.");
  }
}
