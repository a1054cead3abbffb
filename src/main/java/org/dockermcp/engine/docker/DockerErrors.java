package org.dockermcp.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFault.StartRefused.Cause;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.tool.Json;
import org.jspecify.annotations.Nullable;

/**
 * Docker's errors as faults of any engine; the one class that reads Docker's English texts.
 *
 * <p>The texts are those of Docker 20.10 to 28 with runc, and are compared without regard to case.
 */
final class DockerErrors {
  /** Operations that look for a container's network. */
  private static final Set<String> STARTS = Set.of("container/start", "container/restart");

  private static final String CREATE = "container/create";
  private static final String CREATE_NETWORK = "network/create";

  private static final Pattern RUNTIME = Pattern.compile("unknown (?:or invalid )?runtime");

  /** What an exec writes to its output instead of the program's when it cannot be started. */
  private static final String START_FAILURE = "OCI runtime exec failed: ";

  private static final Set<Long> NOT_STARTED = Set.of(126L, 127L);

  private static final Pattern TOO_LONG = Pattern.compile("exec \\S+: argument list too long\\s*");

  private static final Pattern NO_PROGRAM =
      Pattern.compile("exec: .*(?:executable file not found|no such file)");

  private DockerErrors() {}

  /**
   * The fault that an operation's failure is; the failure itself when it is no answer of the
   * engine.
   *
   * @param request the body that the operation got
   */
  static Exception fault(String operation, @Nullable Object request, Exception failure) {
    if (failure instanceof EngineFault) {
      return failure;
    }
    if (failure instanceof DockerException || failure instanceof DockerClientException) {
      return request instanceof PullRequest pull
          ? PullErrors.fault(pull, message(failure), failure)
          : refusal(operation, failure);
    }
    boolean interrupted = failure instanceof InterruptedException;
    return !interrupted && ConnectionFaults.isConnection(failure)
        ? new EngineFault.Lost(
            "the connection to the engine broke (%s)".formatted(ConnectionFaults.reason(failure)),
            failure)
        : failure;
  }

  private static EngineFault refusal(String operation, Throwable failure) {
    String message = message(failure);
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("no space left on device")) {
      return new EngineFault.NoSpace(message, failure);
    }
    return start(operation, text, message, failure)
        .or(() -> container(text, message, failure))
        .orElseGet(() -> byStatus(operation, message, failure));
  }

  /** Why a container cannot be created or started. */
  private static Optional<EngineFault> start(
      String operation, String text, String message, Throwable failure) {
    boolean creates = operation.equals(CREATE);
    if (!creates && !STARTS.contains(operation)) {
      return Optional.empty();
    }
    if (text.contains("could not find bridge")) {
      return Optional.of(new EngineFault.NetworkGone(message, true, failure));
    }
    if (text.contains("network") && text.contains("not found")) {
      return Optional.of(new EngineFault.NetworkGone(message, false, failure));
    }
    if (text.contains("/bin/sh") && (text.contains("no such file") || text.contains("not found"))) {
      return Optional.of(new EngineFault.NoShell(message, failure));
    }
    if (RUNTIME.matcher(text).find()) {
      return Optional.of(new EngineFault.RuntimeMissing(message, failure));
    }
    return creates && (text.contains("storage-opt") || text.contains("quota"))
        ? Optional.of(new EngineFault.QuotaUnsupported(message, failure))
        : Optional.empty();
  }

  private static Optional<EngineFault> container(String text, String message, Throwable failure) {
    if (text.contains("is already in use by container")) {
      return Optional.of(new EngineFault.NameTaken(message, failure));
    }
    if (text.contains("is already in progress")) {
      return Optional.of(new EngineFault.InProgress(message, failure));
    }
    if (text.contains("is not paused")) {
      return Optional.of(new EngineFault.NotPaused(message, failure));
    }
    if (text.contains("is not connected to")) {
      return Optional.of(new EngineFault.NotConnected(message, failure));
    }
    return text.startsWith("multiple ids found with provided prefix")
        ? Optional.of(new EngineFault.Ambiguous(message, failure))
        : Optional.empty();
  }

  private static EngineFault byStatus(String operation, String message, Throwable failure) {
    if (failure instanceof NotFoundException) {
      return new EngineFault.NotFound(message, failure);
    }
    if (failure instanceof NotModifiedException) {
      return new EngineFault.NotModified(message, failure);
    }
    if (failure instanceof ConflictException) {
      return operation.equals(CREATE_NETWORK)
          ? new EngineFault.NameTaken(message, failure)
          : new EngineFault.Conflict(message, failure);
    }
    return new EngineFault.Refused(message, failure);
  }

  /**
   * Why an exec was not started, which Docker tells as its output.
   *
   * @param exitCode that Docker tells
   * @param stdout what came first of it
   * @param stderr what came first of it
   */
  static Optional<EngineFault.StartRefused> startRefused(
      long exitCode, String stdout, String stderr) {
    if (NOT_STARTED.contains(exitCode) && stdout.startsWith(START_FAILURE)) {
      String said = stdout.substring(START_FAILURE.length()).strip();
      return Optional.of(new EngineFault.StartRefused(said, cause(said)));
    }
    // runc's own process has become the exec's by then, so it is the exec that says so.
    return exitCode != 0 && TOO_LONG.matcher(stderr).matches()
        ? Optional.of(new EngineFault.StartRefused(stderr.strip(), Cause.TOO_LONG))
        : Optional.empty();
  }

  private static Cause cause(String said) {
    if (said.contains("chdir to cwd")) {
      return Cause.NO_WORKING_DIR;
    }
    if (said.contains("argument list too long")) {
      return Cause.TOO_LONG;
    }
    return NO_PROGRAM.matcher(said).find() ? Cause.NO_PROGRAM : Cause.OTHER;
  }

  /** The engine's own text: docker-java wraps it in a status line and JSON. */
  static String message(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    int json = text.indexOf('{');
    if (json < 0) {
      return text;
    }
    try {
      JsonNode message = Json.MAPPER.readTree(text.substring(json)).path("message");
      return message.isTextual() ? message.textValue() : text;
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
