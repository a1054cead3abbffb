package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.dockermcp.tool.Principal;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private final Ownership mine = new Ownership("mine", "1");

  @Test
  void whatItLabelsIsItsOwn() {
    assertThat(mine.isOurs(mine.filter())).isTrue();
    assertThat(mine.isOurs(mine.newLabels(Optional.of(SandboxFixture.session("a"))))).isTrue();
  }

  @Test
  void whatAnotherInstallationLabelsIsNot() {
    assertThat(mine.isOurs(new Ownership("other", "1").filter())).isFalse();
  }

  @Test
  void whatHasHalfOfTheLabelsIsNot() {
    assertThat(mine.isOurs(null)).isFalse();
    assertThat(mine.isOurs(Map.of())).isFalse();
    assertThat(mine.isOurs(Map.of("mcp-owner", "mine"))).isFalse();
    assertThat(mine.isOurs(Map.of("mcp-managed", "true"))).isFalse();
    assertThat(mine.isOurs(Map.of("mcp-owner", "mine", "mcp-managed", "TRUE"))).isFalse();
  }

  @Test
  void theLabelsOfASessionAreThePythonServers() {
    assertThat(mine.newLabels(Optional.of(SandboxFixture.session("a"))))
        .containsEntry("mcp-managed", "true")
        .containsEntry("mcp-owner", "mine")
        .containsEntry("mcp-session", "a");
  }

  /** An image's labels are its containers' too, where those do not say otherwise. */
  @Test
  void everyLabelOfANewObjectIsSetSoThatAnImagesOwnDoesNotCount() {
    Map<String, String> labels = mine.newLabels(Principal.LOCAL, Optional.empty());

    assertThat(labels)
        .containsKeys(
            "mcp-principal",
            "mcp-server",
            "mcp-container",
            "mcp-image",
            "mcp-network",
            "mcp-limits",
            "mcp-environment",
            "mcp-fingerprint",
            "mcp-volume",
            "mcp-workspace-session")
        .containsEntry("mcp-session", "");
    assertThat(SessionId.of(labels)).isEmpty();
  }

  @Test
  void whatBelongsToOnePrincipalIsNotAnothers() {
    Map<String, String> labels = mine.newLabels(SandboxFixture.OTHER, Optional.empty());

    assertThat(mine.isOf(SandboxFixture.OTHER, labels)).isTrue();
    assertThat(mine.isOf(Principal.LOCAL, labels)).isFalse();
    assertThat(mine.isOf(Principal.LOCAL, mine.filter())).isTrue();
    assertThat(new Ownership("other", "1").isOf(SandboxFixture.OTHER, labels)).isFalse();
  }
}
