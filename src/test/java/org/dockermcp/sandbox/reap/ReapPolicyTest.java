package org.dockermcp.sandbox.reap;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockermcp.sandbox.EngineAnswers;
import org.dockermcp.sandbox.lease.Leases;
import org.junit.jupiter.api.Test;

class ReapPolicyTest {
  /** When every container of the fixture was made. */
  private static final Instant MADE = Instant.ofEpochSecond(1_700_000_000L);

  private static final Duration TTL = Duration.ofHours(24);

  private static ReapPolicy fates(Instant now, Map<String, Instant> uses, Duration ttl) {
    return new ReapPolicy(
        Set.of("self", "other"), Set.of("dead"), new Leases.Table(uses, ttl, MADE), now);
  }

  private static Container container(String name, String state, String... labels) {
    return EngineAnswers.listed(name, state, EngineAnswers.ours(labels));
  }

  private static List<String> doomed(ReapPolicy fates, Container... containers) {
    return fates.doomed(Arrays.asList(containers)).stream()
        .map(doomed -> doomed.name() + " " + doomed.why().name())
        .toList();
  }

  @Test
  void withoutASessionItGoesWithItsServer() {
    ReapPolicy fates = fates(MADE.plusSeconds(1), Map.of(), TTL);

    assertThat(
            doomed(
                fates,
                container("a", "running", "mcp-server", "dead"),
                container("b", "exited", "mcp-server", "dead"),
                container("c", "created", "mcp-server", "dead"),
                container("d", "running", "mcp-server", "self"),
                container("e", "created", "mcp-server", "other"),
                container("f", "running", "mcp-server", "dead", "mcp-session", "s")))
        .containsExactly("a SERVER_ENDED", "b SERVER_ENDED", "c SERVER_ENDED");
  }

  @Test
  void withASessionItGoesWhenThatWasIdleForSoLong() {
    Instant now = MADE.plus(TTL);
    ReapPolicy fates = fates(now, Map.of("old", MADE, "used", MADE.plusSeconds(1)), TTL);

    assertThat(
            doomed(
                fates,
                container("a", "running", "mcp-server", "self", "mcp-session", "old"),
                container("b", "running", "mcp-server", "dead", "mcp-session", "used"),
                container("c", "exited", "mcp-server", "gone", "mcp-session", "unknown"),
                container("d", "running", "mcp-server", "self")))
        .containsExactly("a SESSION_EXPIRED", "c SESSION_EXPIRED");
    assertThat(fates.isDoomedVolume(Map.of("mcp-session", "old"), MADE)).isTrue();
    assertThat(fates.isDoomedVolume(Map.of("mcp-session", "old"), MADE.plusSeconds(1))).isFalse();
    assertThat(fates.isDoomedVolume(Map.of("mcp-session", "used"), MADE)).isFalse();
  }

  @Test
  void aSessionIsKeptForEverWhenTheOperatorSaysSo() {
    ReapPolicy fates = fates(MADE.plus(Duration.ofDays(9999)), Map.of(), Duration.ZERO);

    assertThat(
            doomed(
                fates,
                container("a", "exited", "mcp-server", "dead", "mcp-session", "s"),
                container("b", "exited", "mcp-server", "gone")))
        .isEmpty();
  }

  @Test
  void whatWasNeverStartedGoesAfterAWhileAndADeadServersAtOnce() {
    Container ofSession = container("a", "created", "mcp-server", "dead", "mcp-session", "s");
    Container ofSelf = container("b", "created", "mcp-server", "self");

    assertThat(doomed(fates(MADE.plusSeconds(1), Map.of(), TTL), ofSession, ofSelf))
        .containsExactly("a NEVER_STARTED");
    assertThat(doomed(fates(MADE.plus(ReapPolicy.MAKING), Map.of(), TTL), ofSelf)).isEmpty();
    assertThat(doomed(fates(MADE.plus(ReapPolicy.MAKING).plusSeconds(1), Map.of(), TTL), ofSelf))
        .containsExactly("b NEVER_STARTED");
  }

  @Test
  void whatNobodyIsKnownToHaveMadeGoesLateAndOnlyWhenItHasStopped() {
    Container stopped = container("a", "exited", "mcp-server", "gone");
    Container running = container("b", "running");

    assertThat(doomed(fates(MADE.plus(TTL), Map.of(), TTL), stopped, running)).isEmpty();
    assertThat(doomed(fates(MADE.plus(TTL).plusSeconds(1), Map.of(), TTL), stopped, running))
        .containsExactly("a NOBODYS");
  }

  @Test
  void aVolumeWithoutASessionGoesWithItsServer() {
    ReapPolicy fates = fates(MADE, Map.of(), TTL);

    assertThat(fates.isDoomedVolume(Map.of("mcp-server", "dead"), MADE)).isTrue();
    assertThat(fates.isDoomedVolume(Map.of("mcp-server", "other"), MADE)).isFalse();
    assertThat(fates.isDoomedVolume(Map.of(), MADE)).isFalse();
  }
}
