package org.dockermcp.tools;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/** Lists containers; the steps of {@code list_containers}. */
public final class ContainerListing {
  private final Ownership ownership;
  private final Containers containers;
  private final Leases leases;
  private final boolean listUnmanaged;

  public ContainerListing(
      Ownership ownership, Containers containers, Leases leases, Settings settings) {
    this.ownership = ownership;
    this.containers = containers;
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

  /** The principal's containers that a call asks for, newest first. */
  @RouteStep(
      value = "listing.list(${variable.call})",
      does =
          "the principal's containers, those of `session_id` if it is given; all with `show_all`",
      errors = ErrorCode.INVALID_ARGUMENT)
  public Listing list(ToolCall call) {
    Optional<SessionId> session = SessionId.of(call);
    boolean showAll = call.arguments().flag("show_all", false);
    ListRequest request =
        listUnmanaged ? ListRequest.ALL : ListRequest.labelled(ownership.filter());
    Leases.Table table = leases.table();
    return new Listing(
        containers.list(request).stream()
            .filter(it -> isVisible(call.principal(), it.labels()))
            .filter(it -> showAll || it.status() == ContainerStatus.RUNNING)
            .filter(it -> session.isEmpty() || session(it).equals(session))
            .sorted(Comparator.comparing(ContainerSummary::createdAt).reversed())
            .map(it -> entry(it, table))
            .toList());
  }

  /** Those of other principals are not even listed where foreign ones are. */
  private boolean isVisible(Principal principal, Map<String, String> labels) {
    return ownership.isOf(principal, labels) || (listUnmanaged && !ownership.isOurs(labels));
  }

  private Optional<SessionId> session(ContainerSummary container) {
    return ownership.isOurs(container.labels())
        ? SessionId.of(container.labels())
        : Optional.empty();
  }

  private Entry entry(ContainerSummary container, Leases.Table table) {
    Map<String, String> labels = container.labels();
    boolean ours = ownership.isOurs(labels);
    Optional<SessionId> session = session(container);
    return new Entry(
        container.id().substring(0, 12),
        ours ? RemovalTarget.of(container).name() : container.name(),
        Labels.read(labels, Labels.IMAGE).orElse(container.image()),
        container.status().text(),
        container.statusText(),
        container.createdAt().toString(),
        session.map(SessionId::shown).orElse(null),
        ours ? "true".equals(labels.get(Labels.NETWORK)) : hasNetwork(container),
        ours,
        shown(labels),
        Limits.ofLabel(labels.get(Labels.LIMITS)).orElse(null),
        session
            .flatMap(it -> table.end(it.key(), container.createdAt()))
            .map(end -> end.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse(null));
  }

  /** All but what commands are given, which may hold secrets, and those that say nothing. */
  private static Map<String, String> shown(Map<String, String> labels) {
    Map<String, String> shown = new TreeMap<>(labels);
    shown.remove(Labels.ENVIRONMENT);
    shown.values().removeIf(String::isEmpty);
    return shown;
  }

  private static boolean hasNetwork(ContainerSummary container) {
    return !container.networks().stream().allMatch(ContainerSpec.NO_NETWORK::equals);
  }
}
