package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.dockermcp.engine.EngineFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EngineRequestsTest {
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Request LOOK =
      Request.builder().method("GET").path("/containers/json").build();
  private static final Request CHANGE =
      Request.builder().method("POST").path("/containers/create").build();

  /** An engine of which each answer is this function's. */
  private record Scripted(Function<Request, Response> answer) implements DockerHttpClient {
    @Override
    public Response execute(Request request) {
      return answer.apply(request);
    }

    @Override
    public void close() {}
  }

  private record Said(String text) implements Response {
    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
      return Map.of();
    }

    @Override
    public InputStream getBody() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
  }

  private static EngineRequests requests(
      Function<Request, Response> answer, EngineLiveness liveness) {
    return new EngineRequests(new Scripted(answer), "unix:///engine", liveness, SOON);
  }

  private static EngineLiveness alive() {
    return new EngineLiveness(limit -> Optional.empty());
  }

  private static EngineRequests failing(Exception fault, EngineLiveness liveness) {
    return requests(
        request -> {
          throw new RuntimeException(fault);
        },
        liveness);
  }

  @Test
  void anAnswerArrivesWholeThoughTheCallerWasInterrupted() throws Exception {
    try (EngineLiveness liveness = alive();
        EngineRequests requests = requests(request -> new Said("{}"), liveness)) {
      Thread.currentThread().interrupt();
      try (Response response = requests.execute(CHANGE)) {
        assertThat(Thread.interrupted()).isTrue();
        assertThat(response.getBody()).hasContent("{}");
      }
    }
  }

  @Test
  void aConnectionThatWasNeverMadeChangedNothing() {
    try (EngineLiveness liveness = alive();
        EngineRequests requests = failing(new ConnectException("Connection refused"), liveness)) {
      for (Request request : List.of(LOOK, CHANGE)) {
        assertThatExceptionOfType(EngineFault.Unavailable.class)
            .isThrownBy(() -> requests.execute(request))
            .withMessage("unix:///engine does not answer (Connection refused)");
      }
    }
  }

  @Test
  void aConnectionThatBreaksLeavesTheFateOfAChangeUnknown() {
    try (EngineLiveness liveness = alive();
        EngineRequests requests = failing(new SocketException("Broken pipe"), liveness)) {
      assertThatExceptionOfType(EngineFault.Unavailable.class)
          .isThrownBy(() -> requests.execute(LOOK))
          .withMessage("unix:///engine does not answer (Broken pipe)");
      assertThatExceptionOfType(EngineFault.Lost.class)
          .isThrownBy(() -> requests.execute(CHANGE))
          .withMessage("unix:///engine does not answer (Broken pipe)");
    }
  }

  @Test
  void theEnginesRefusalsPassAsTheyAre() {
    IllegalArgumentException refusal = new IllegalArgumentException("no");
    try (EngineLiveness liveness = alive();
        EngineRequests requests =
            requests(
                request -> {
                  throw refusal;
                },
                liveness)) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> requests.execute(LOOK))
          .isSameAs(refusal);
    }
  }

  @Test
  void whatASilentEngineDoesNotAnswerIsGivenUpAndItsThreadFreed() throws Exception {
    CountDownLatch freed = new CountDownLatch(1);
    AtomicReference<Thread> sender = new AtomicReference<>();
    try (EngineLiveness liveness =
            new EngineLiveness(limit -> Optional.of("no answer"), SOON, SOON, SOON);
        EngineRequests requests =
            requests(
                request -> {
                  sender.set(Thread.currentThread());
                  try {
                    new CountDownLatch(1).await();
                    return new Said("never");
                  } catch (InterruptedException e) {
                    freed.countDown();
                    throw new IllegalStateException(e);
                  }
                },
                liveness)) {
      assertThatExceptionOfType(EngineFault.Lost.class)
          .isThrownBy(() -> requests.execute(CHANGE))
          .withMessage(
              "unix:///engine does not answer (it accepts connections but does not respond)");
      freed.await();
      assertThat(sender.get()).isNotEqualTo(Thread.currentThread());
      assertThatExceptionOfType(EngineFault.Unavailable.class)
          .isThrownBy(() -> requests.execute(LOOK))
          .withMessage("the engine does not answer (no answer)");
    }
  }
}
