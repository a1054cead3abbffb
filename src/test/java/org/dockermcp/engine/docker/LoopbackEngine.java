package org.dockermcp.engine.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers, on a port of this machine, what the engine is asked beside camel-docker. */
public final class LoopbackEngine implements AutoCloseable {
  private record Answer(int status, String json) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  public LoopbackEngine() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
    reset();
  }

  /** Forgets requests and answers. */
  public final void reset() {
    requests.clear();
    answers.clear();
    answer("GET /_ping", 200, "\"OK\"");
    answer("GET /events", 200, "");
  }

  /** The environment that leads to it. */
  public Map<String, String> environment() {
    return Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Sets what it says to a request, such as {@code GET /volumes/a}; it knows nothing else. */
  public final void answer(String request, int status, String json) {
    answers.put(request, new Answer(status, json));
  }

  /** What it was asked so far, without version and query. */
  public List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+/", "/");
      String request = exchange.getRequestMethod() + " " + path;
      exchange.getRequestBody().readAllBytes();
      requests.add(request);
      Answer answer =
          answers.getOrDefault(request, new Answer(404, "{\"message\":\"no such " + path + "\"}"));
      byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
