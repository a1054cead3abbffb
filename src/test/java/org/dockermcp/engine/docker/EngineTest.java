package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dockermcp.engine.EngineFault;
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
      assertThatExceptionOfType(EngineFault.Unavailable.class)
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

      assertThatExceptionOfType(EngineFault.Unavailable.class)
          .isThrownBy(engine::ping)
          .withMessage(
              loopback.environment().get("DOCKER_HOST") + " does not answer (Connection refused)");
    }
  }

  @Test
  void callersOfAHungEngineShareOneProbe() throws IOException {
    try (ServerSocket hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Engine engine =
            new Engine(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + hung.getLocalPort()))) {
      List<Socket> connections = new CopyOnWriteArrayList<>();
      Thread accepting = new Thread(() -> accept(hung, connections));
      accepting.start();

      List<CompletableFuture<String>> callers =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> fault(engine), EngineTest::run))
              .limit(8)
              .toList();

      assertThat(callers)
          .extracting(CompletableFuture::join)
          .containsOnly(
              "no Docker engine answers at tcp://127.0.0.1:%d (no answer within 5000 ms)"
                  .formatted(hung.getLocalPort()));
      assertThat(connections).hasSize(1);
    }
  }

  private static void run(Runnable task) {
    new Thread(task).start();
  }

  private static String fault(Engine engine) {
    try {
      return "found at " + engine.endpoint();
    } catch (EngineFault.Unavailable e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void accept(ServerSocket hung, List<Socket> connections) {
    try {
      while (true) {
        connections.add(hung.accept());
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  @Test
  void anInterruptedProbeIsCancelledAndSaysNothingOfTheEngine() {
    try (LoopbackEngine loopback = new LoopbackEngine();
        Engine engine = new Engine(loopback.environment())) {
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(engine::control)
          .withCauseInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();

      engine.ping();
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(engine::ping)
          .withCauseInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
