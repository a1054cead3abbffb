package org.dockermcp.sandbox;

import com.github.dockerjava.api.model.Info;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dockermcp.engine.EngineUnavailableException;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.settings.Setting;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;

/** The runtime that the operator wants sandboxes in, held against those that the engine has. */
public final class ChosenRuntime {
  /** The engine lists no such names, but takes those whose program it finds (Docker 23). */
  private static final String SHIM = "io.containerd.";

  private static final Pattern REFUSED =
      Pattern.compile("unknown (?:or invalid )?runtime", Pattern.CASE_INSENSITIVE);

  private final Optional<String> runtime;
  private final Engine engine;

  public ChosenRuntime(Settings settings, Engine engine) {
    this.runtime = settings.runtime();
    this.engine = engine;
  }

  /** What is wrong with it; empty: nothing, or no engine answers that could tell. */
  public Optional<String> problem() {
    return runtime.filter(name -> !name.startsWith(SHIM)).flatMap(this::problemWith);
  }

  private Optional<String> problemWith(String name) {
    try {
      engine.ping();
    } catch (EngineUnavailableException e) {
      return Optional.empty();
    }
    Info info = engine.control().infoCmd().exec();
    var known = Objects.requireNonNullElse(info.getRuntimes(), Map.of()).keySet();
    return known.contains(name)
        ? Optional.empty()
        : Optional.of(
            "%s '%s' is no runtime of the engine at %s, which has %s."
                .formatted(
                    Setting.RUNTIME.variable(),
                    name,
                    engine.endpoint(),
                    String.join(", ", known.stream().map(String::valueOf).sorted().toList())));
  }

  /** What a caller is told when a container could not be created for want of it; else empty. */
  public static Optional<ToolFailure> missing(Throwable fault) {
    String words = EngineFaults.words(fault);
    return REFUSED.matcher(words).find()
        ? Optional.of(
            ToolFailure.of(
                ErrorCode.DENIED,
                "create a container",
                "the engine does not have the runtime that the operator chose with "
                    + Setting.RUNTIME.variable(),
                "tell the operator; a check of the engine names those there are"))
        : Optional.empty();
  }
}
