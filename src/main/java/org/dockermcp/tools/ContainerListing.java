package org.dockermcp.tools;

import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/** Lists containers; the steps of {@code list_containers}. */
public final class ContainerListing {
  private final Ownership ownership;
  private final Leases leases;
  private final boolean listUnmanaged;

  public ContainerListing(Ownership ownership, Leases leases, Settings settings) {
    this.ownership = ownership;
    this.leases = leases;
    listUnmanaged = settings.listUnmanaged();
  }

  /** What list_containers answers; the tool's output schema describes each component. */
  public record Listing(List<Entry> containers) implements ToolResult {
    @Override
    public String text() {
      return containers.isEmpty()
          ? "No containers."
          : String.join("\n", containers.stream().map(Entry::line).toList());
    }
  }

  /** One container of a listing. */
  public record Entry(
      String containerId,
      String name,
      String image,
      String state,
      String status,
      String created,
      @Nullable String sessionId,
      boolean networkEnabled,
      boolean managed,
      Map<String, String> labels,
      @Nullable Limits limits,
      @Nullable String expiresAt) {

    String line() {
      String session = sessionId == null ? "" : ", session " + sessionId;
      return "%s (%s) %s, %s%s".formatted(name, containerId, image, status, session);
    }
  }

  /** The containers that a call may see, newest first. */
  public List<Container> selected(ToolCall call, List<Container> all) {
    Optional<SessionId> session = SessionId.of(call.arguments());
    boolean showAll = call.arguments().flag("show_all", false);
    return all.stream()
        .filter(container -> listUnmanaged || ownership.isOurs(container.getLabels()))
        .filter(container -> showAll || "running".equals(container.getState()))
        .filter(container -> session.map(it -> isOf(container, it)).orElse(true))
        .sorted(Comparator.comparing(Container::getCreated).reversed())
        .toList();
  }

  private static boolean isOf(Container container, SessionId session) {
    return session.value().equals(labels(container).get(Labels.SESSION));
  }

  private static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }

  /** The answer. */
  public Listing listing(List<Container> selected) {
    Leases.Table table = leases.table();
    return new Listing(selected.stream().map(container -> entry(container, table)).toList());
  }

  private Entry entry(Container container, Leases.Table table) {
    Map<String, String> labels = labels(container);
    boolean ours = ownership.isOurs(labels);
    return new Entry(
        container.getId().substring(0, 12),
        container.getNames()[0].replaceFirst("^/", ""),
        labels.getOrDefault(Labels.IMAGE, container.getImage()),
        container.getState(),
        container.getStatus(),
        Instant.ofEpochSecond(container.getCreated()).toString(),
        labels.get(Labels.SESSION),
        ours ? "true".equals(labels.get(Labels.NETWORK)) : hasNetwork(container),
        ours,
        shown(labels),
        Limits.ofLabel(labels.get(Labels.LIMITS)).orElse(null),
        ours ? expiry(container, table) : null);
  }

  /** When a container is removed with its session; null: never, or with the server. */
  private static @Nullable String expiry(Container container, Leases.Table table) {
    return Optional.ofNullable(labels(container).get(Labels.SESSION))
        .flatMap(session -> table.end(session, Instant.ofEpochSecond(container.getCreated())))
        .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
        .orElse(null);
  }

  /** All but what commands are given, which may hold secrets. */
  private static Map<String, String> shown(Map<String, String> labels) {
    Map<String, String> shown = new TreeMap<>(labels);
    shown.remove(Labels.ENVIRONMENT);
    return shown;
  }

  private static boolean hasNetwork(Container container) {
    var settings = container.getNetworkSettings();
    return settings != null && !settings.getNetworks().keySet().stream().allMatch("none"::equals);
  }
}
