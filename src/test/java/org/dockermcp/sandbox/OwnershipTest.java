package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private final Ownership mine = new Ownership("mine", "1");

  @Test
  void whatItLabelsIsItsOwn() {
    assertThat(mine.isOurs(mine.labels())).isTrue();
    assertThat(mine.isOurs(mine.labels(Optional.of(new SessionId("a"))))).isTrue();
  }

  @Test
  void whatAnotherInstallationLabelsIsNot() {
    assertThat(mine.isOurs(new Ownership("other", "1").labels())).isFalse();
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
    assertThat(mine.labels(Optional.of(new SessionId("a"))))
        .containsOnly(
            Map.entry("mcp-managed", "true"),
            Map.entry("mcp-owner", "mine"),
            Map.entry("mcp-session", "a"));
  }
}
