package org.dockermcp.sandbox.reap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.lease.Leases;
import org.junit.jupiter.api.Test;

class ReapPolicyTest {
  private static final Instant MADE = SandboxFixture.MADE;

  private static final Duration TTL = Duration.ofHours(24);

  private static ReapPolicy policy(Instant now, Map<String, Instant> uses, Duration ttl) {
    return new ReapPolicy(
        Set.of("self", "other"), Set.of("dead"), new Leases.Table(uses, ttl, MADE), now);
  }

  private static ContainerSummary container(String name, String state, String... labels) {
    return SandboxFixture.listed(name, ContainerStatus.of(state), EngineAnswers.ours(labels));
  }

  private static List<String> reaped(ReapPolicy policy, ContainerSummary... containers) {
    return policy.candidates(Arrays.asList(containers)).stream()
        .map(it -> it.target().name() + " " + it.reason().name())
        .toList();
  }

  @Test
  void withoutASessionItGoesWithItsServer() {
    ReapPolicy policy = policy(MADE.plusSeconds(1), Map.of(), TTL);

    assertThat(
            reaped(
                policy,
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
    ReapPolicy policy = policy(now, Map.of("old", MADE, "used", MADE.plusSeconds(1)), TTL);

    assertThat(
            reaped(
                policy,
                container("a", "running", "mcp-server", "self", "mcp-session", "old"),
                container("b", "running", "mcp-server", "dead", "mcp-session", "used"),
                container("c", "exited", "mcp-server", "gone", "mcp-session", "unknown"),
                container("d", "running", "mcp-server", "self")))
        .containsExactly("a SESSION_EXPIRED", "c SESSION_EXPIRED");
    assertThat(policy.isExpiredVolume(Map.of("mcp-session", "old"), MADE)).isTrue();
    assertThat(policy.isExpiredVolume(Map.of("mcp-session", "old"), MADE.plusSeconds(1))).isFalse();
    assertThat(policy.isExpiredVolume(Map.of("mcp-session", "used"), MADE)).isFalse();
  }

  @Test
  void aSessionIsKeptForEverWhenTheOperatorSaysSo() {
    ReapPolicy policy = policy(MADE.plus(Duration.ofDays(9999)), Map.of(), Duration.ZERO);

    assertThat(
            reaped(
                policy,
                container("a", "exited", "mcp-server", "dead", "mcp-session", "s"),
                container("b", "exited", "mcp-server", "gone")))
        .isEmpty();
  }

  @Test
  void whatWasNeverStartedGoesAfterAWhileAndADeadServersAtOnce() {
    ContainerSummary ofSession =
        container("a", "created", "mcp-server", "dead", "mcp-session", "s");
    ContainerSummary ofSelf = container("b", "created", "mcp-server", "self");

    assertThat(reaped(policy(MADE.plusSeconds(1), Map.of(), TTL), ofSession, ofSelf))
        .containsExactly("a NEVER_STARTED");
    assertThat(reaped(policy(MADE.plus(ReapPolicy.MAKING), Map.of(), TTL), ofSelf)).isEmpty();
    assertThat(reaped(policy(MADE.plus(ReapPolicy.MAKING).plusSeconds(1), Map.of(), TTL), ofSelf))
        .containsExactly("b NEVER_STARTED");
  }

  @Test
  void whatNobodyIsKnownToHaveMadeGoesLateAndOnlyWhenItHasStopped() {
    ContainerSummary stopped = container("a", "exited", "mcp-server", "gone");
    ContainerSummary running = container("b", "running");

    assertThat(reaped(policy(MADE.plus(TTL), Map.of(), TTL), stopped, running)).isEmpty();
    assertThat(reaped(policy(MADE.plus(TTL).plusSeconds(1), Map.of(), TTL), stopped, running))
        .containsExactly("a ORPHANED");
  }

  @Test
  void aVolumeWithoutASessionGoesWithItsServer() {
    ReapPolicy policy = policy(MADE, Map.of(), TTL);

    assertThat(policy.isExpiredVolume(Map.of("mcp-server", "dead"), MADE)).isTrue();
    assertThat(policy.isExpiredVolume(Map.of("mcp-server", "other"), MADE)).isFalse();
    assertThat(policy.isExpiredVolume(Map.of(), MADE)).isFalse();
  }

  @Test
  void anotherPrincipalsSessionOfThatNameHasItsOwnLease() {
    Instant now = MADE.plus(TTL);
    ReapPolicy policy = policy(now, Map.of("s", MADE.plusSeconds(1), "other/s", MADE), TTL);

    assertThat(
            reaped(
                policy,
                container("a", "running", "mcp-session", "s"),
                container("b", "running", "mcp-session", "s", "mcp-principal", "other")))
        .containsExactly("b SESSION_EXPIRED");
  }

  @Test
  void anEmptyLabelIsNoSession() {
    ReapPolicy policy = policy(MADE.plusSeconds(1), Map.of(), TTL);

    assertThat(reaped(policy, container("a", "running", "mcp-server", "dead", "mcp-session", "")))
        .containsExactly("a SERVER_ENDED");
  }
}
