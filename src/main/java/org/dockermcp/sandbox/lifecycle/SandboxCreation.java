package org.dockermcp.sandbox.lifecycle;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.PendingRemovals;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.ResolvedImage;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxName;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.sandbox.SandboxRequest;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.sandbox.network.SandboxBridge;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** Plans the containers of sandboxes; steps of {@code lib/sandbox}. */
public final class SandboxCreation {
  private static final int RANDOM_BYTES = 4;

  private final SandboxProfile profile;
  private final CaBundle caBundle;
  private final Ownership ownership;
  private final Workspaces workspaces;
  private final SandboxBridge bridge;
  private final ReuseSearch reuse;
  private final SandboxHistory history;
  private final SandboxActivity activity;
  private final EngineFacts facts;
  private final PendingRemovals removals;
  private final SecureRandom random = new SecureRandom();

  /** What knows the sandboxes that exist. */
  public record Existing(
      ReuseSearch reuse,
      SandboxHistory history,
      SandboxActivity activity,
      PendingRemovals removals) {}

  public SandboxCreation(
      SandboxProfile profile,
      CaBundle caBundle,
      Ownership ownership,
      Workspaces workspaces,
      SandboxBridge bridge,
      Existing existing,
      EngineFacts facts) {
    this.facts = facts;
    this.profile = profile;
    this.caBundle = caBundle;
    this.ownership = ownership;
    this.workspaces = workspaces;
    this.bridge = bridge;
    this.reuse = existing.reuse();
    this.history = existing.history();
    this.activity = existing.activity();
    this.removals = existing.removals();
  }

  /** What is to be opened, now that the image is local. */
  public SandboxPlan plan(SandboxRequest request, ResolvedImage image) {
    activity.use(request.session());
    return new SandboxPlan(request, image, reuse.fingerprint(request));
  }

  /** The container to create for a plan. */
  public ContainerSpec container(SandboxPlan plan) {
    SandboxRequest request = plan.request();
    Optional<String> volume = request.session().map(workspaces::open);
    return spec(
        request.name().orElseGet(() -> generated(request)).containerName(request.principal()),
        plan.image().id(),
        labels(plan),
        request.limits(),
        request.networked(),
        new ContainerSpec.VolumeMount(
            volume,
            Sandbox.WORKSPACE,
            // A volume that the engine makes with the container ends with this server, as that
            // does.
            volume.isEmpty() ? ownership.newLabelsOfServer(request.principal()) : Map.of()));
  }

  private SandboxName generated(SandboxRequest request) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return SandboxName.generated(request.image(), HexFormat.of().formatHex(bytes));
  }

  private ContainerSpec spec(
      String name,
      String image,
      Map<String, String> labels,
      Limits limits,
      boolean networked,
      ContainerSpec.VolumeMount workspace) {
    return new ContainerSpec(
        name,
        image,
        profile.user(),
        profile.keepAlive(),
        environment(),
        Sandbox.WORKSPACE,
        labels,
        profile.resources(limits),
        security(),
        List.of(workspace),
        profile.tmpfs(limits),
        profile.networked(networked) ? bridge.id() : ContainerSpec.NO_NETWORK,
        false);
  }

  private ContainerSpec.Security security() {
    ContainerSpec.Security security = profile.security();
    if (security.seccomp() == ContainerSpec.Seccomp.OWN && !facts.features().ownSeccomp()) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "create the container",
          "this engine takes no seccomp profile from this server",
          "tell the operator that DOCKER_MCP_SECCOMP=engine uses the engine's own");
    }
    return security;
  }

  /**
   * The environment of all that runs in a sandbox, the server's own programs included: nothing of a
   * caller's, which could keep those from running, or make them something else.
   */
  private List<String> environment() {
    List<String> environment = new ArrayList<>(caBundle.environment());
    environment.addAll(profile.environment());
    return List.copyOf(environment);
  }

  private Map<String, String> labels(SandboxPlan plan) {
    SandboxRequest request = plan.request();
    Optional<SessionId> session = request.ephemeral() ? Optional.empty() : request.session();
    Map<String, String> labels = ownership.newLabels(request.principal(), session);
    labels.put(Labels.SERVER, ownership.server());
    labels.put(Labels.IMAGE, request.image().toString());
    labels.put(Labels.NETWORK, Boolean.toString(request.networked()));
    labels.put(Labels.LIMITS, request.limits().label());
    labels.put(Labels.ENVIRONMENT, request.environment().label());
    if (request.ephemeral()) {
      request.session().ifPresent(it -> labels.put(Labels.WORKSPACE_SESSION, it.value()));
    } else {
      labels.put(Labels.FINGERPRINT, plan.fingerprint());
    }
    return labels;
  }

  /**
   * The container to create in place of one that is to be removed, on the volume that it has.
   *
   * @throws ToolFailure {@code DENIED}, when that volume or the network is not ours
   */
  public ContainerSpec recreation(Sandbox old) {
    workspaces.check(old);
    boolean networked = profile.networked(old.networkEnabled());
    Map<String, String> labels = new TreeMap<>(old.labels());
    labels.put(Labels.NETWORK, Boolean.toString(networked));
    if (old.session().isEmpty() && Labels.read(labels, Labels.WORKSPACE_SESSION).isEmpty()) {
      // The engine removes with a container only a volume that it has made for it.
      labels.put(Labels.VOLUME, old.workspaceVolume());
    }
    return spec(
        old.containerName(),
        old.imageId(),
        labels,
        old.limits(),
        networked,
        new ContainerSpec.VolumeMount(
            Optional.of(old.workspaceVolume()), Sandbox.WORKSPACE, Map.of()));
  }

  /**
   * The container to create in place of one of a session that others have removed.
   *
   * @throws ToolFailure {@code NOT_FOUND} when its volume is gone too, or is not ours
   */
  public ContainerSpec recovery(Sandbox lost) {
    if (!workspaces.exists(lost)) {
      throw SandboxRef.toNameOf(lost).notFound();
    }
    return recreation(lost);
  }

  /** A sandbox of ours, as the engine tells it. */
  public Sandbox sandbox(ContainerState container) {
    return Sandbox.of(container);
  }

  /** A sandbox that was just created and started. */
  public Sandbox created(ContainerState container) {
    return history.record(Sandbox.of(container));
  }

  /** One that was created for a plan. */
  public OpenSandbox opened(SandboxPlan plan, Sandbox sandbox) {
    return new OpenSandbox(plan, sandbox, false);
  }

  /** One that existed. */
  public OpenSandbox reused(SandboxPlan plan, Sandbox sandbox) {
    return new OpenSandbox(plan, sandbox, true);
  }

  /** The removal of a container that was created and is of no use. */
  public RemovalTarget discarded(ContainerSpec spec, String id) {
    return new RemovalTarget(id, Sandbox.nameOf(spec), Optional.empty(), Optional.empty());
  }

  /**
   * Fails, now that what was created has been removed, or is removed later if it could not be.
   *
   * @param removal how that ended
   * @throws Throwable the fault itself, unless the engine went away
   */
  public void failHalfMade(ContainerSpec spec, Throwable fault, RemovalOutcome removal)
      throws Throwable {
    removals.record(removal);
    if (!EngineFault.isConnection(fault)) {
      throw fault;
    }
    throw ToolFailure.of(
            ErrorCode.ENGINE_LOST,
            "create container '" + Sandbox.nameOf(spec) + "'",
            "the connection to the Docker engine was lost while it was being created",
            "list the containers to see whether it exists, and remove it if so")
        .causedBy(fault);
  }
}
