package org.dockermcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
  void tellSubjectsApart() {
    String one = states.digest("local", "tool", Map.of("a", 1, "b", true));

    assertThat(states.digest("local", "tool", Map.of("b", true, "a", 1))).isEqualTo(one);
    assertThat(states.digest("other", "tool", Map.of("a", 1, "b", true))).isNotEqualTo(one);
    assertThat(states.digest("local", "too", Map.of("a", 1, "b", true))).isNotEqualTo(one);
    assertThat(states.digest("local", "tool", Map.of("a", 2, "b", true))).isNotEqualTo(one);
  }
}
