package org.dockermcp.steps;

import java.util.List;
import java.util.Optional;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.sandbox.SandboxName;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.SandboxRequest;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.RouteStep;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;

/**
 * What sandboxes calls want, with the operator's word on what they leave out.
 *
 * <p>Arguments that a tool declares by the names of {@code create_container}'s mean the same in
 * every tool: {@code image}, {@code session_id}, {@code network_enabled}, {@code environment} and
 * the limits.
 */
public final class SandboxRequests {
  private final Settings settings;
  private final SandboxProfile profile;

  public SandboxRequests(Settings settings, SandboxProfile profile) {
    this.settings = settings;
    this.profile = profile;
  }

  /**
   * One for this call alone, with the workspace of the session that it names, if it names one.
   *
   * @param image where the call names none
   */
  @RouteStep(
      value = "sandboxRequest.ephemeral(${variable.call}, 'python:3.12-slim')",
      does =
          "requests a sandbox for this call only, removed when the call ends; of the image in the"
              + " argument `image`, or else of this one, with the workspace of the argument"
              + " `session_id`",
      errors = {ErrorCode.INVALID_ARGUMENT, ErrorCode.DENIED})
  public SandboxRequest ephemeral(ToolCall call, String image) {
    return request(call, image, true);
  }

  /**
   * A sandbox of the session that the call names: one that is there and alike, or a new one, which
   * stays.
   *
   * @param image where the call names none
   */
  @RouteStep(
      value = "sandboxRequest.ofSession(${variable.call}, 'python:3.12-slim')",
      does =
          "wants a sandbox of the session that the argument `session_id` names: an existing"
              + " one with the same settings, or a new one, which stays as long as the session",
      errors = {ErrorCode.INVALID_ARGUMENT, ErrorCode.DENIED})
  public SandboxRequest ofSession(ToolCall call, String image) {
    call.arguments().text("session_id");
    return request(call, image, false);
  }

  /**
   * The same sandbox with a network of its own.
   *
   * @throws ToolFailure {@code DENIED} in the strict profile
   */
  @RouteStep(
      value = "sandboxRequest.networked(${body})",
      does = "wants it with a network",
      errors = ErrorCode.DENIED)
  public SandboxRequest networked(SandboxRequest request) {
    return request.withNetwork(allowed(true));
  }

  private SandboxRequest request(ToolCall call, String image, boolean ephemeral) {
    Arguments arguments = call.arguments();
    return new SandboxRequest(
        call.principal(),
        ImageReference.parse(arguments.optionalText("image").orElse(image)),
        Optional.empty(),
        SessionId.of(call),
        ephemeral,
        networked(arguments),
        !ephemeral,
        SandboxEnvironment.of(arguments),
        List.of(),
        Limits.of(settings).tightenedBy(arguments),
        call.progress());
  }

  /** What a call asks for by {@code create_container}'s arguments. */
  @RouteStep(
      value = "sandboxRequest.asNamed(${variable.call})",
      does =
          "wants the sandbox that the arguments `image`, `name`, `session_id` and the others of a"
              + " container describe, which stays",
      errors = {ErrorCode.INVALID_ARGUMENT, ErrorCode.DENIED})
  public SandboxRequest asNamed(ToolCall call) {
    Arguments arguments = call.arguments();
    return new SandboxRequest(
        call.principal(),
        ImageReference.parse(arguments.text("image")),
        arguments.optionalText("name").map(name -> SandboxName.of(call.principal(), name)),
        SessionId.of(call),
        false,
        networked(arguments),
        arguments.flag("reuse_existing", false),
        SandboxEnvironment.of(arguments),
        dependencies(arguments),
        Limits.of(settings).tightenedBy(arguments),
        call.progress());
  }

  private boolean allowed(boolean networked) {
    if (networked != profile.networked(networked)) {
      throw ToolFailure.of(
          ErrorCode.DENIED,
          "create a container with a network",
          "the operator's strict profile allows no network",
          "omit network_enabled");
    }
    return networked;
  }

  private boolean networked(Arguments arguments) {
    return allowed(
        arguments.flag("network_enabled", settings.defaultNetwork() == Settings.Network.BRIDGE));
  }

  /** Those that are not blank; a text may name several. */
  private static List<String> dependencies(Arguments arguments) {
    return arguments.texts("dependencies").stream().filter(name -> !name.isBlank()).toList();
  }
}
