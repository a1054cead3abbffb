package org.dockermcp.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.tool.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Which of the engine's objects are ours: those with our labels, whatever their names.
 *
 * @param owner tells this installation's objects from those of another on the same engine
 * @param server tells this process's objects from those of the installation's others
 */
public record Ownership(String owner, String server) {

  /** Whether an object with these labels is this installation's; null labels are none. */
  public boolean isOurs(@Nullable Map<String, String> labels) {
    return labels != null
        && "true".equals(labels.get(Labels.MANAGED))
        && owner.equals(labels.get(Labels.OWNER));
  }

  /** Whether an object with these labels is this installation's and belongs to a principal. */
  public boolean isOf(Principal principal, @Nullable Map<String, String> labels) {
    return isOurs(labels) && labels != null && principal.name().equals(principalName(labels));
  }

  private static String principalName(Map<String, String> labels) {
    return Labels.read(labels, Labels.PRINCIPAL).orElse(Principal.LOCAL.name());
  }

  /** Whether this process made the object with these labels. */
  public boolean isOfThisServer(Map<String, String> labels) {
    return server.equals(labels.get(Labels.SERVER));
  }

  /** The labels that find this installation's objects. */
  public Map<String, String> filter() {
    return new LinkedHashMap<>(Map.of(Labels.MANAGED, "true", Labels.OWNER, owner));
  }

  /** The labels that find this process's objects. */
  public Map<String, String> filterOfServer() {
    Map<String, String> labels = filter();
    labels.put(Labels.SERVER, server);
    return labels;
  }

  /** All labels of a new object that belongs to a session, or to no principal in particular. */
  public Map<String, String> newLabels(Optional<SessionId> session) {
    return newLabels(session.map(SessionId::principal).orElse(Principal.LOCAL), session);
  }

  /** All labels of a new object of a principal, and of a session if it is of one. */
  public Map<String, String> newLabels(Principal principal, Optional<SessionId> session) {
    Map<String, String> labels = Labels.blank();
    labels.putAll(filter());
    labels.put(Labels.PRINCIPAL, principal.name());
    session.ifPresent(it -> labels.put(Labels.SESSION, it.value()));
    return labels;
  }

  /** All labels of a new object of a principal that ends with this process. */
  public Map<String, String> newLabelsOfServer(Principal principal) {
    Map<String, String> labels = newLabels(principal, Optional.empty());
    labels.put(Labels.SERVER, server);
    return labels;
  }
}
