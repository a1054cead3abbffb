package org.dockermcp.routes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;
import org.dockermcp.engine.docker.DockerAnswers;
import org.dockermcp.engine.docker.Engine;
import org.jspecify.annotations.Nullable;

/** The {@code docker:} endpoints of a test: records what they get and gives what they are told. */
final class RecordingDocker extends DefaultComponent {

  /** What an endpoint got. */
  record Request(String operation, Map<String, Object> headers, @Nullable Object body) {
    @Nullable Object header(String name) {
      return headers.get("CamelDocker" + name);
    }
  }

  /** What an endpoint gives; null leaves the body as it is. */
  @FunctionalInterface
  interface Answer {
    @Nullable Object to(Request request) throws Exception;
  }

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private static final Set<String> BACKGROUND =
      Set.of("container/usage", "disk/usage", "info", "exec/hold");

  private @Nullable Engine engine;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Sets the answer of an operation, such as {@code container/start}. */
  void answer(String operation, Answer answer) {
    answers.put(operation, answer);
  }

  /** Forgets requests and answers. */
  void reset() {
    requests.clear();
    answers.clear();
  }

  /**
   * The operations so far, in order, without those by which disks are watched, switches attached
   * and the engine's facts are known, which come when they come.
   */
  List<String> operations() {
    return requests.stream()
        .map(Request::operation)
        .filter(it -> !BACKGROUND.contains(it))
        .toList();
  }

  /** What an operation got so far, in order. */
  List<Request> requests(String operation) {
    return requests.stream().filter(request -> request.operation().equals(operation)).toList();
  }

  /** All requests so far, in order. */
  List<Request> requests() {
    return requests;
  }

  /** Answers as if this engine had. */
  RecordingDocker on(Engine found) {
    engine = found;
    return this;
  }

  private @Nullable Object answer(Request request) throws Exception {
    Answer answer = answers.getOrDefault(request.operation(), this::unanswered);
    try {
      return DockerAnswers.body(answer.to(request), Objects.requireNonNull(engine));
    } catch (Exception e) {
      throw DockerAnswers.failure(request.operation(), request.body(), e);
    }
  }

  /** Networks are the engine's: a test sets the answers of its HTTP interface. */
  private @Nullable Object unanswered(Request request) throws Exception {
    return request.operation().startsWith("network/") && request.body() != null
        ? DockerAnswers.carriedOut(
                request.operation(), request.body(), Objects.requireNonNull(engine))
            .orElse(null)
        : null;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new ProcessorEndpoint(
        uri,
        this,
        exchange -> {
          Request request =
              new Request(
                  remaining,
                  new TreeMap<>(exchange.getMessage().getHeaders()),
                  exchange.getMessage().getBody());
          requests.add(request);
          Object answer = answer(request);
          if (answer != null) {
            exchange.getMessage().setBody(answer);
          }
        });
  }
}
