package org.dockermcp.sandbox.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.SandboxRequest;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.tool.ToolFailure;

/** Finds a sandbox that exists and does for a request; steps of {@code lib/sandbox}. */
public final class ReuseSearch {
  private static final int DIGEST_BYTES = 16;
  private static final Set<ContainerStatus> LOST =
      Set.of(ContainerStatus.DEAD, ContainerStatus.REMOVING);

  private final SandboxProfile profile;
  private final Ownership ownership;
  private final Containers containers;
  private final Workspaces workspaces;
  private final SandboxHistory history;

  public ReuseSearch(
      SandboxProfile profile,
      Ownership ownership,
      Containers containers,
      Workspaces workspaces,
      SandboxHistory history) {
    this.profile = profile;
    this.ownership = ownership;
    this.containers = containers;
    this.workspaces = workspaces;
    this.history = history;
  }

  /**
   * Everything of a request that makes one sandbox as good as another, as a digest; the name is
   * apart. Without a session only this server's own sandboxes have the same.
   */
  String fingerprint(SandboxRequest request) {
    List<String> parts = new ArrayList<>();
    parts.add(profile.fingerprint());
    parts.add(request.principal().name());
    parts.add(request.session().map(SessionId::name).orElse("/" + ownership.server()));
    parts.add(request.image().toString());
    parts.add(Boolean.toString(request.networked()));
    parts.add(request.limits().toString());
    parts.addAll(request.environment().lines());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A sandbox that will do, in whatever state it is; empty: one must be created.
   *
   * @throws ToolFailure {@code DENIED}, when its volume is not ours any more
   */
  public Optional<Sandbox> find(SandboxPlan plan) {
    if (!plan.request().reuse()) {
      return Optional.empty();
    }
    Map<String, String> labels = ownership.filter();
    labels.put(Labels.FINGERPRINT, plan.fingerprint());
    return containers.list(ListRequest.labelled(labels)).stream()
        .filter(container -> isReusable(container, plan))
        .flatMap(container -> containers.find(container.id()).stream())
        .findFirst()
        .map(container -> history.record(workspaces.check(Sandbox.of(container))));
  }

  private boolean isReusable(ContainerSummary container, SandboxPlan plan) {
    SandboxRequest request = plan.request();
    return ownership.isOf(request.principal(), container.labels())
        && plan.fingerprint().equals(container.labels().get(Labels.FINGERPRINT))
        && !LOST.contains(container.status())
        && request
            .name()
            .map(name -> name.containerName(request.principal()).equals(container.name()))
            .orElse(true);
  }
}
