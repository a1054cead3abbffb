package org.dockermcp.sandbox.lease;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When each session was last used, by whichever server of the installation; safe for use by many
 * threads. A session is named by its key, which tells it from those of other principals.
 *
 * <p>Uses are told to the others at once, but once a second at most and for a session that lasts;
 * {@link #flush} tells the rest.
 */
public final class Leases {
  private static final Duration TELLING = Duration.ofSeconds(1);

  private final ServerRegistry servers;
  private final Duration ttl;
  private final InstantSource clock;
  private final Instant started;
  private final Map<String, Instant> uses = new HashMap<>();

  /** Those among them that this process has used itself. */
  private final Set<String> own = new HashSet<>();

  private final Map<String, Integer> atWork = new HashMap<>();
  private Instant told = Instant.EPOCH;
  private boolean changed;

  /**
   * @param ttl how long a session that nobody uses is kept; zero: for ever
   */
  public Leases(ServerRegistry servers, Duration ttl) {
    this(servers, ttl, InstantSource.system());
  }

  Leases(ServerRegistry servers, Duration ttl, InstantSource clock) {
    this.servers = servers;
    this.ttl = ttl;
    this.clock = clock;
    this.started = clock.instant();
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** A session is used now. */
  public synchronized void used(String session) {
    Instant now = clock.instant();
    boolean isNew = uses.put(session, now) == null;
    boolean isNewHere = own.add(session);
    changed = true;
    if (isNew || isNewHere || Duration.between(told, now).compareTo(TELLING) >= 0) {
      tell(now);
    }
  }

  private void tell(Instant now) {
    servers.tell(uses, own);
    told = now;
    changed = false;
  }

  /** Something begins that uses a session until its {@link #end}. */
  public synchronized void begin(String session) {
    atWork.merge(session, 1, Integer::sum);
    used(session);
  }

  /** What began has ended. */
  public synchronized void end(String session) {
    atWork.computeIfPresent(session, (name, count) -> count == 1 ? null : count - 1);
    used(session);
  }

  /** Whether any use is known that this process may have to tell. */
  public synchronized boolean isEmpty() {
    return uses.isEmpty();
  }

  /** Tells the others what was not told yet. */
  public synchronized void flush() {
    Instant now = clock.instant();
    atWork.keySet().forEach(session -> uses.put(session, now));
    if (changed || !atWork.isEmpty()) {
      tell(now);
    }
  }

  /** Takes over what others told, among them the dead, whose files can go then. */
  public synchronized void merge(Map<String, Instant> others) {
    for (Map.Entry<String, Instant> other : others.entrySet()) {
      Instant before = uses.get(other.getKey());
      if (before == null || before.isBefore(other.getValue())) {
        uses.put(other.getKey(), other.getValue());
        changed = true;
      }
    }
    flush();
  }

  /**
   * Forgets sessions of which nothing is left.
   *
   * @param left those of which something is
   * @param before uses since then are kept: something may just be made
   */
  public synchronized void retain(Set<String> left, Instant before) {
    changed |=
        uses.entrySet()
            .removeIf(use -> !left.contains(use.getKey()) && use.getValue().isBefore(before));
    own.retainAll(uses.keySet());
    flush();
  }

  /** What is known now, by every server. */
  public Table table() {
    Map<String, Instant> all = servers.snapshot().uses();
    synchronized (this) {
      uses.forEach((session, use) -> all.merge(session, use, Leases::later));
      Instant now = clock.instant();
      atWork.keySet().forEach(session -> all.put(session, now));
      return new Table(Map.copyOf(all), ttl, started);
    }
  }

  /**
   * When sessions end.
   *
   * @param uses the last that are known
   * @param ttl how long a session that nobody uses is kept; zero: for ever
   * @param floor counts as a use where none is known, so that a restart shortens no lease
   */
  public record Table(Map<String, Instant> uses, Duration ttl, Instant floor) {

    /**
     * When a session ends; empty: never.
     *
     * @param made when the newest of what belongs to it was made
     */
    public Optional<Instant> end(String session, Instant made) {
      return ttl.isZero()
          ? Optional.empty()
          : Optional.of(later(uses.getOrDefault(session, floor), made).plus(ttl));
    }
  }
}
