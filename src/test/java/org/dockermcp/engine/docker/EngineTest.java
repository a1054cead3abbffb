package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.dockermcp.engine.EngineUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EngineTest {
  @Test
  void isFoundWhereTheEnvironmentSays() {
    try (LoopbackEngine loopback = new LoopbackEngine();
        Engine engine = new Engine(loopback.environment())) {
      assertThat(engine.endpoint()).hasToString(loopback.environment().get("DOCKER_HOST"));
      assertThat(engine.provider()).isEqualTo("DOCKER_HOST");
      assertThatCode(engine::ping).doesNotThrowAnyException();
    }
  }

  @Test
  void isNotLookedForBeforeItIsNeeded() {
    try (LoopbackEngine loopback = new LoopbackEngine();
        Engine engine = new Engine(loopback.environment())) {
      assertThat(engine).isNotNull();
      assertThat(loopback.requests()).isEmpty();
    }
  }

  @Test
  void saysWhereNobodyAnswers() {
    try (Engine engine = new Engine(Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock"))) {
      assertThatExceptionOfType(EngineUnavailableException.class)
          .isThrownBy(engine::control)
          .withMessage(
              "no Docker engine answers at unix:///nonexistent/docker.sock (No such file or directory)");
    }
  }

  @Test
  void saysThatItNoLongerAnswers() {
    LoopbackEngine loopback = new LoopbackEngine();
    try (loopback;
        Engine engine = new Engine(loopback.environment())) {
      engine.ping();
      loopback.close();

      assertThatExceptionOfType(EngineUnavailableException.class)
          .isThrownBy(engine::ping)
          .withMessage(
              loopback.environment().get("DOCKER_HOST") + " does not answer (Connection refused)");
    }
  }
}
