package org.dockermcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.dockermcp.tool.Json;
import org.junit.jupiter.api.Test;

class SignedStatesTest {
  private Instant now = Instant.parse("2026-07-28T12:00:00Z");
  private final SignedStates states = new SignedStates(Duration.ofMinutes(10), () -> now);

  @Test
  void areTakenOnceAboutTheirSubject() {
    String state = states.sign("subject");

    assertThat(states.redeem(state, "other")).isFalse();
    assertThat(states.redeem(state, "subject")).isTrue();
    assertThat(states.redeem(state, "subject")).isFalse();
  }

  @Test
  void expire() {
    String state = states.sign("subject");
    now = now.plus(Duration.ofMinutes(10));

    assertThat(states.redeem(state, "subject")).isFalse();
  }

  @Test
  void lastNoLongerThanTheirOwnText() {
    String[] parts = states.sign("subject").split("\\.", -1);
    long later = Long.parseLong(parts[1]) + 3600;

    assertThat(states.redeem(parts[0] + "." + later + "." + parts[2], "subject")).isFalse();
  }

  @Test
  void areOfOneProcess() {
    SignedStates other = new SignedStates(Duration.ofMinutes(10), () -> now);

    assertThat(states.redeem(other.sign("subject"), "subject")).isFalse();
  }

  @Test
  void tellSubjectsApart() throws IOException {
    String one = digest("local", "tool", "{'a': 1, 'b': {'c': true, 'd': 0}}");

    assertThat(digest("local", "tool", "{'b': {'d': 0, 'c': true}, 'a': 1}")).isEqualTo(one);
    assertThat(digest("other", "tool", "{'a': 1, 'b': {'c': true, 'd': 0}}")).isNotEqualTo(one);
    assertThat(digest("local", "too", "{'a': 1, 'b': {'c': true, 'd': 0}}")).isNotEqualTo(one);
    assertThat(digest("local", "tool", "{'a': 2, 'b': {'c': true, 'd': 0}}")).isNotEqualTo(one);
  }

  private String digest(String principal, String tool, String arguments) throws IOException {
    return states.digest(principal, tool, Json.MAPPER.readTree(arguments.replace('\'', '"')));
  }
}
