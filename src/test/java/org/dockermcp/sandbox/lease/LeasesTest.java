package org.dockermcp.sandbox.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TTL = Duration.ofHours(24);

  private Instant now = START;
  private final Leases leases = leases(TTL);

  private Leases leases(Duration ttl) {
    return new Leases(new ServerRegistry(Path.of("nowhere")), ttl, () -> now);
  }

  private Instant end(Leases of, String session, Instant made) {
    return of.table().end(session, made).orElseThrow();
  }

  @Test
  void aSessionEndsWhenItWasIdleForSoLong() {
    now = START.plusSeconds(60);
    leases.used("a");
    now = START.plusSeconds(90);

    assertThat(end(leases, "a", START)).isEqualTo(START.plusSeconds(60).plus(TTL));
  }

  @Test
  void whereNoUseIsKnownThisServersStartCountsAndWhatWasMadeSince() {
    assertThat(end(leases, "a", Instant.EPOCH)).isEqualTo(START.plus(TTL));
    assertThat(end(leases, "a", START.plusSeconds(5))).isEqualTo(START.plusSeconds(5).plus(TTL));
  }

  @Test
  void aUseThatIsKnownCountsAcrossARestart() {
    Instant yesterday = START.minus(Duration.ofHours(23));
    leases.merge(Map.of("a", yesterday));

    assertThat(end(leases, "a", Instant.EPOCH)).isEqualTo(yesterday.plus(TTL));
  }

  @Test
  void theLaterUseCounts() {
    leases.used("a");
    leases.merge(Map.of("a", START.minusSeconds(9), "b", START.minusSeconds(9)));
    leases.merge(Map.of("b", START.minusSeconds(3)));

    assertThat(leases.table().uses())
        .containsExactlyInAnyOrderEntriesOf(Map.of("a", START, "b", START.minusSeconds(3)));
  }

  @Test
  void aSessionIsInUseWhileSomethingIsAtWorkInIt() {
    leases.begin("a");
    leases.begin("a");
    leases.end("a");
    now = START.plus(TTL).plus(TTL);
    assertThat(end(leases, "a", START)).isEqualTo(now.plus(TTL));

    leases.end("a");
    now = now.plusSeconds(1);
    assertThat(end(leases, "a", START)).isEqualTo(now.minusSeconds(1).plus(TTL));
  }

  @Test
  void zeroIsForEver() {
    Leases forEver = leases(Duration.ZERO);
    forEver.used("a");

    assertThat(forEver.table().end("a", START)).isEmpty();
  }

  @Test
  void sessionsOfWhichNothingIsLeftAreForgottenButNotWhatIsJustMade() {
    leases.used("gone");
    leases.used("left");
    now = START.plusSeconds(10);
    leases.used("new");

    leases.retain(Set.of("left"), START.plusSeconds(5));

    assertThat(leases.table().uses()).containsOnlyKeys("left", "new");
  }
}
