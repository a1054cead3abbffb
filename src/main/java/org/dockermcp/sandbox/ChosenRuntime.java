package org.dockermcp.sandbox;

import java.util.List;
import java.util.Optional;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineInfo;
import org.dockermcp.settings.Setting;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** The runtime that the operator chose for sandboxes, compared with those that the engine has. */
public final class ChosenRuntime {
  /** The engine lists no such names, but takes those whose program it finds (Docker 23). */
  private static final String SHIM = "io.containerd.";

  private final Optional<String> runtime;
  private final EngineFacts facts;

  public ChosenRuntime(Settings settings, EngineFacts facts) {
    this.runtime = settings.runtime();
    this.facts = facts;
  }

  /** What is wrong with it; empty: nothing, or no engine answers that could tell. */
  public Optional<String> problem() {
    return runtime.filter(name -> !name.startsWith(SHIM)).flatMap(this::problemWith);
  }

  private Optional<String> problemWith(String name) {
    EngineInfo info;
    try {
      info = facts.info();
    } catch (EngineFault.Unavailable e) {
      return Optional.empty();
    }
    List<String> known = info.runtimes();
    return known.contains(name)
        ? Optional.empty()
        : Optional.of(
            "%s '%s' is not a runtime of the engine at %s, which has %s."
                .formatted(
                    Setting.RUNTIME.variable(), name, info.address(), String.join(", ", known)));
  }

  /** What a caller is told when a container could not be created for want of it; else empty. */
  public static Optional<ToolFailure> missing(Throwable fault) {
    return fault instanceof EngineFault.RuntimeMissing
        ? Optional.of(
            ToolFailure.of(
                ErrorCode.DENIED,
                "create a container",
                "the engine does not have the runtime that the operator chose with "
                    + Setting.RUNTIME.variable(),
                "tell the operator; a check of the engine lists the available ones"))
        : Optional.empty();
  }
}
