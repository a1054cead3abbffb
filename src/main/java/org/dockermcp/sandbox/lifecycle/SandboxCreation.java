package org.dockermcp.sandbox.lifecycle;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.model.Container;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.dockermcp.engine.ContainerRequest;
import org.dockermcp.sandbox.ChosenRuntime;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.Labels;
import org.dockermcp.sandbox.Ownership;
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
import org.dockermcp.tools.CreatedSandbox;
import org.jspecify.annotations.Nullable;

/** Makes sandboxes, or finds one that will do; the steps of {@code create_container}. */
public final class SandboxCreation {
  private final SandboxProfile profile;
  private final CaBundle caBundle;
  private final Ownership ownership;
  private final Workspaces workspaces;
  private final SandboxBridge bridge;
  private final SecureRandom random = new SecureRandom();

  public SandboxCreation(
      SandboxProfile profile,
      CaBundle caBundle,
      Ownership ownership,
      Workspaces workspaces,
      SandboxBridge bridge) {
    this.profile = profile;
    this.caBundle = caBundle;
    this.ownership = ownership;
    this.workspaces = workspaces;
    this.bridge = bridge;
  }

  /** The id of a sandbox of the same session that will do; empty: one must be made. */
  public Optional<String> alike(OpenSandbox.Wanted wanted, List<Container> containers) {
    SandboxRequest request = wanted.request();
    if (!request.reuse()) {
      return Optional.empty();
    }
    String likeness = likeness(request);
    return containers.stream()
        .filter(container -> ownership.isOurs(container.getLabels()))
        .filter(container -> likeness.equals(labels(container).get(Labels.LIKENESS)))
        .filter(container -> !List.of("dead", "removing").contains(container.getState()))
        .filter(container -> request.name().map(name -> hasName(container, name)).orElse(true))
        .map(Container::getId)
        .findFirst();
  }

  private static Map<String, String> labels(Container container) {
    return Objects.requireNonNullElse(container.getLabels(), Map.of());
  }

  private static boolean hasName(Container container, SandboxName name) {
    return Arrays.asList(container.getNames()).contains("/" + name.value());
  }

  /** Everything of a request that makes one sandbox as good as another; the name is apart. */
  private String likeness(SandboxRequest request) {
    List<String> parts = new ArrayList<>();
    parts.add(profile.likeness());
    parts.add(request.session().map(SessionId::value).orElse(""));
    parts.add(request.image().toString());
    parts.add(Boolean.toString(request.networked()));
    parts.add(request.limits().toString());
    parts.addAll(request.environment().lines());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The container to make for a request. */
  public ContainerRequest container(OpenSandbox.Wanted wanted) {
    SandboxRequest request = wanted.request();
    byte[] eight = new byte[4];
    random.nextBytes(eight);
    SandboxName name =
        request
            .name()
            .orElseGet(
                () -> SandboxName.generated(request.image(), HexFormat.of().formatHex(eight)));
    Optional<String> volume = request.session().map(workspaces::of);
    return new ContainerRequest(
        name.value(),
        wanted.image().id(),
        profile.user(),
        profile.keepAlive(),
        environment(),
        Sandbox.WORKSPACE,
        labelsOf(request),
        profile.hostConfig(
            request.limits(),
            network(request.networked()),
            volume,
            // A volume that the engine makes with the container ends with this server, as that
            // does.
            volume.isEmpty() ? ownership.labelsOfServer() : ownership.labels(request.session()),
            false));
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

  private String network(boolean networked) {
    return profile.networked(networked) ? bridge.id() : SandboxProfile.NO_NETWORK;
  }

  /**
   * The container to make in place of one that is to go, on the volume that it has.
   *
   * @throws ToolFailure {@code DENIED}, when that volume or the network is not ours
   */
  public ContainerRequest anew(Sandbox lost) {
    workspaces.check(lost);
    boolean networked = profile.networked(lost.networkEnabled());
    Map<String, String> labels = new TreeMap<>(lost.labels());
    labels.put(Labels.NETWORK, Boolean.toString(networked));
    if (lost.session().isEmpty() && !labels.containsKey(Labels.GUEST_OF)) {
      // The engine removes with a container only a volume that it has made for it.
      labels.put(Labels.VOLUME, lost.workspaceVolume());
    }
    return new ContainerRequest(
        lost.name(),
        lost.imageId(),
        profile.user(),
        profile.keepAlive(),
        environment(),
        Sandbox.WORKSPACE,
        labels,
        profile.hostConfig(
            lost.limits(),
            network(networked),
            Optional.of(lost.workspaceVolume()),
            ownership.labels(),
            false));
  }

  private Map<String, String> labelsOf(SandboxRequest request) {
    Map<String, String> labels =
        request.throwaway() ? ownership.labels() : ownership.labels(request.session());
    labels.put(Labels.SERVER, ownership.server());
    labels.put(Labels.IMAGE, request.image().toString());
    labels.put(Labels.NETWORK, Boolean.toString(request.networked()));
    labels.put(Labels.LIMITS, request.limits().label());
    if (request.throwaway()) {
      request.session().ifPresent(it -> labels.put(Labels.GUEST_OF, it.value()));
    } else {
      labels.put(Labels.LIKENESS, likeness(request));
    }
    labels.put(Labels.ENVIRONMENT, request.environment().label());
    return labels;
  }

  /**
   * The container to make in place of one of a session that others have removed.
   *
   * @throws ToolFailure {@code NOT_FOUND} when its volume is gone too, or is not ours
   */
  public ContainerRequest onItsVolume(Sandbox lost) {
    if (!workspaces.has(lost)) {
      throw new SandboxRef(lost.name()).notFound();
    }
    return anew(lost);
  }

  /**
   * Goes on failing, now that what was half made has been discarded, if it could be.
   *
   * @throws Throwable the fault itself, unless the engine went away
   */
  public void halfMade(ContainerRequest request, Throwable fault) throws Throwable {
    if (!EngineFaults.isConnection(fault)) {
      throw fault;
    }
    throw ToolFailure.of(
            ErrorCode.ENGINE_LOST,
            "create container '" + request.name() + "'",
            "the Docker engine went away while it was being made",
            "list the containers to see whether it is there, and remove it if it is")
        .causedBy(fault);
  }

  /**
   * The container to try once more: with the image's own command, if it failed for want of a shell,
   * or in the network as it is now, if that was gone.
   *
   * @throws Throwable what it failed with, when that is not the reason
   */
  public ContainerRequest onceMore(ContainerRequest request, Throwable fault) throws Throwable {
    if (isNameTaken(fault)) {
      throw ToolFailure.invalid(
          "use the name '" + request.name() + "'",
          "a container has it already",
          "choose another, or leave it out");
    }
    if (bridge.mended(fault)) {
      return on(bridge.id(), request);
    }
    if (!lacksShell(fault)) {
      throw ChosenRuntime.missing(fault).map(Throwable.class::cast).orElse(fault);
    }
    return new ContainerRequest(
        request.name(),
        request.image(),
        request.user(),
        List.of(),
        request.environment(),
        request.workingDir(),
        request.labels(),
        request.hostConfig().withInit(true));
  }

  private static ContainerRequest on(String network, ContainerRequest request) {
    return new ContainerRequest(
        request.name(),
        request.image(),
        request.user(),
        request.entrypoint(),
        request.environment(),
        request.workingDir(),
        request.labels(),
        request.hostConfig().withNetworkMode(network));
  }

  private static boolean isNameTaken(Throwable fault) {
    return fault instanceof ConflictException
        && EngineFaults.words(fault).contains("is already in use by container");
  }

  private static boolean lacksShell(Throwable fault) {
    String words = EngineFaults.words(fault);
    return words.contains("/bin/sh")
        && (words.contains("no such file") || words.contains("not found"));
  }

  /** Puts the operator's certificate authorities into a container that is not started yet. */
  public void trust(String containerId) {
    caBundle.install(containerId);
  }

  /** What is to be opened, now that the image is there. */
  public OpenSandbox.Wanted wanted(SandboxRequest request, ResolvedImage image) {
    return new OpenSandbox.Wanted(request, image);
  }

  /** A sandbox of ours, as the engine tells it. */
  public Sandbox made(InspectContainerResponse inspected) {
    return Sandbox.of(inspected);
  }

  /** One that was just made. */
  public OpenSandbox opened(Sandbox sandbox) {
    return new OpenSandbox(sandbox, false);
  }

  /**
   * A sandbox that is to be used again, after another look at whose it and its volume are.
   *
   * @throws ToolFailure {@code DENIED}, when they are not ours
   */
  public Sandbox again(InspectContainerResponse inspected) {
    return workspaces.check(Sandbox.of(inspected));
  }

  /** One that was there. */
  public OpenSandbox reused(Sandbox sandbox) {
    return new OpenSandbox(sandbox, true);
  }

  /** The tool's answer; {@code dependencies} is null when none were asked for. */
  public CreatedSandbox result(
      OpenSandbox.Wanted wanted, OpenSandbox open, boolean ready, @Nullable Object dependencies) {
    SandboxRequest request = wanted.request();
    Sandbox sandbox = open.sandbox();
    return new CreatedSandbox(
        sandbox.id(),
        sandbox.name(),
        request.image().toString(),
        wanted.image().digest(),
        request.session().map(SessionId::value).orElse(null),
        open.reused(),
        ready,
        sandbox.networkEnabled(),
        sandbox.limits(),
        sandbox.workspaceVolume(),
        dependencies);
  }
}
