package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxNameTest {
  @ParameterizedTest
  @CsvSource({
    "python:3.12-slim, mcp-python-0a1b2c3d",
    "ghcr.io/org/my.app_x:1, mcp-my-app-x-0a1b2c3d",
    "localhost:5000/a, mcp-a-0a1b2c3d"
  })
  void aGeneratedOneTellsTheImage(String image, String name) {
    assertThat(SandboxName.generated(ImageReference.parse(image), "0a1b2c3d").value())
        .isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "-x", "../x", "a/b", "naïve", "a b", "web\n"})
  void refusesWhatDockerWould(String text) {
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> new SandboxName(text));
  }

  @Test
  void saysWhatToDo() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> new SandboxName("a"))
        .withMessage(
            "Could not use the name 'a': it is not 2 to 128 letters, digits, dots, dashes and"
                + " underscores; choose one such as web-1, or leave it out.");
  }

  @Test
  void isAsLongAs128Characters() {
    assertThat(new SandboxName("a".repeat(128)).value()).hasSize(128);
    assertThatExceptionOfType(ToolFailure.class).isThrownBy(() -> new SandboxName("a".repeat(129)));
  }

  @Test
  void noNameIsAnotherPrincipalsOrLooksLikeAnId() {
    String others = new SandboxName("web").containerName(SandboxFixture.OTHER);

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> SandboxName.of(Principal.LOCAL, others));
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> SandboxName.of(SandboxFixture.OTHER, "deadbeef0123"));
    assertThat(SandboxName.of(Principal.LOCAL, "deadbeef0123").containerName(Principal.LOCAL))
        .isEqualTo("deadbeef0123");
  }
}
