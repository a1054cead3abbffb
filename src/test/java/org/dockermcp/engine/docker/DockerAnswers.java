package org.dockermcp.engine.docker;

import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@code docker:} endpoint makes of the engine's answers, for endpoints of tests. */
public final class DockerAnswers {
  private DockerAnswers() {}

  /** The body after an answer; null leaves the body as it is. */
  public static @Nullable Object body(@Nullable Object answer, Engine engine) {
    return answer == null || answer instanceof ExecCreateCmdResponse
        ? null
        : DockerTranslation.neutral(answer, engine);
  }

  /** Carries an operation out on an engine; empty when it is one of camel-docker's. */
  public static Optional<Object> carriedOut(String operation, Object request, Engine engine)
      throws Exception {
    var own = new DockerOperations(engine).named(operation);
    return own.isEmpty() ? Optional.empty() : Optional.of(own.get().apply(request));
  }

  /** The failure of an operation. */
  public static Exception failure(String operation, @Nullable Object request, Exception failure) {
    return DockerErrors.fault(operation, request, failure);
  }
}
