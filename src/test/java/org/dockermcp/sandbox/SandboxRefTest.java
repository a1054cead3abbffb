package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ResourceLimits;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxRefTest {
  private static final String ID = "0123456789ab".repeat(5) + "cdef";

  private static SandboxRef reference(String text) {
    return new SandboxRef(Principal.LOCAL, text);
  }

  private static boolean namesWeb(SandboxRef reference) {
    return reference.names(
        Sandbox.of(
            new ContainerState(
                ID,
                "web",
                "sha256:1",
                ContainerStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                new ResourceLimits(0, 0, 0),
                List.of(),
                Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "0123456789ab", "0123456789ab0"})
  void namesAContainerByNameAndByTwelveDigitsOrMore(String text) {
    assertThat(namesWeb(reference(text))).isTrue();
  }

  @Test
  void namesAContainerByItsWholeId() {
    assertThat(namesWeb(reference(ID))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"we", "0123456789a", "0123", "123456789abc"})
  void doesNotNameWhatTheEngineGuessedFromLess(String text) {
    assertThat(namesWeb(reference(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a/json", "a?b", "-x", "a b", "a%2e", "a\n"})
  void refusesWhatCouldMeanAnythingElseToTheEngine(String text) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> reference(text));
  }

  @Test
  void saysWhatToDoWhenItIsNoReference() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> reference("../x"))
        .withMessage(
            "Could not find container '../x': that is neither a container's name nor its id; list"
                + " the containers to see those that exist.");
  }

  @Test
  void saysWhatToDoWhenThereIsNone() {
    ToolFailure failure = reference("web").notFound();

    assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    assertThat(failure)
        .hasMessage(
            "Could not find container 'web': no container of that name is managed by this server;"
                + " list the containers to see those that are.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789a", "0123", "cafe"})
  void saysThatAnIdMayBeTooShort(String text) {
    assertThat(reference(text).notFound())
        .hasMessage(
            "Could not find container '%s': no container of that name is managed by this server,"
                + " and a short id has 12 digits or more; list the containers to see those that"
                + " are.",
            text);
  }

  @Test
  void anotherPrincipalsSandboxOfThatNameIsNotNamed() {
    Sandbox others =
        SandboxFixture.sandbox(
            "web", "web", SandboxFixture.OTHER, Optional.empty(), Optional.empty());

    assertThat(new SandboxRef(SandboxFixture.OTHER, "web").names(others)).isTrue();
    assertThat(reference("web").names(others)).isFalse();
    assertThat(reference(others.id()).names(others)).isFalse();
    assertThat(reference(others.containerName()).names(others)).isFalse();
  }

  @Test
  void theEngineIsAskedForAnIdAsItIsAndForANameOfThePrincipals() {
    SandboxRef other = new SandboxRef(SandboxFixture.OTHER, "web");

    assertThat(reference("web").lookup()).isEqualTo("web");
    assertThat(other.lookup()).matches("mcp_[0-9a-f]{16}_web");
    assertThat(new SandboxRef(SandboxFixture.OTHER, ID).lookup()).isEqualTo(ID);
    assertThat(new SandboxRef(SandboxFixture.OTHER, other.lookup()).lookup())
        .isNotEqualTo(other.lookup());
  }
}
