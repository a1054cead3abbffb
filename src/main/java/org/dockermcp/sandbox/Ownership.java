package org.dockermcp.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of the engine's objects are ours: those with our labels, whatever their names.
 *
 * @param owner tells this installation's objects from those of another on the same engine
 * @param server tells this process's objects from those of the installation's others
 */
public record Ownership(String owner, String server) {

  /** Whether an object with these labels is ours; null labels are none. */
  public boolean isOurs(@Nullable Map<String, String> labels) {
    return labels != null
        && "true".equals(labels.get(Labels.MANAGED))
        && owner.equals(labels.get(Labels.OWNER));
  }

  /** The labels that make an object ours. */
  public Map<String, String> labels() {
    return new LinkedHashMap<>(Map.of(Labels.MANAGED, "true", Labels.OWNER, owner));
  }

  /** The labels that make an object ours and end it with this process. */
  public Map<String, String> labelsOfServer() {
    Map<String, String> labels = labels();
    labels.put(Labels.SERVER, server);
    return labels;
  }

  /** The labels that make an object ours and a session's. */
  public Map<String, String> labels(Optional<SessionId> session) {
    Map<String, String> labels = labels();
    session.ifPresent(it -> labels.put(Labels.SESSION, it.value()));
    return labels;
  }
}
