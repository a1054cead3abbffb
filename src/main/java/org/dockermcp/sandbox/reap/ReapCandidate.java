package org.dockermcp.sandbox.reap;

import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.dockermcp.sandbox.Labels;

/**
 * A container that nobody will use again.
 *
 * @param id 64 hex digits
 * @param why it goes
 * @param session it belongs to; empty: none
 * @param made when the newest of its session was, or it
 * @param ownVolume that goes with it, where the engine would leave it
 */
public record ReapCandidate(
    String id,
    String name,
    Why why,
    Optional<String> session,
    Instant made,
    Optional<String> ownVolume) {

  /** Why a container goes, to stand in a sentence. */
  public enum Why {
    SERVER_ENDED("its server has ended"),
    SESSION_EXPIRED("its session was idle for too long"),
    NEVER_STARTED("it was never started"),
    NOBODYS("it has stopped long ago, and no server is known that made it");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  static ReapCandidate of(Container container, Why why, Instant made) {
    Map<String, String> labels = Objects.requireNonNullElse(container.getLabels(), Map.of());
    return new ReapCandidate(
        container.getId(),
        container.getNames()[0].replaceFirst("^/", ""),
        why,
        Optional.ofNullable(labels.get(Labels.SESSION)),
        made,
        Optional.ofNullable(labels.get(Labels.VOLUME)));
  }
}
