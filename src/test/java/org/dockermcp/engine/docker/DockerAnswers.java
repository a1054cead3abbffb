package org.dockermcp.engine.docker;

import com.github.dockerjava.api.command.ExecCreateCmdResponse;
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

  /** The failure of an operation. */
  public static Exception failure(String operation, @Nullable Object request, Exception failure) {
    return (Exception) DockerErrors.fault(operation, request, failure);
  }
}
