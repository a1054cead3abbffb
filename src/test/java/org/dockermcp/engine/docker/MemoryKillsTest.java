package org.dockermcp.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dockermcp.Eventually;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.OutputSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kills for want of memory on an engine whose clock is not this machine's. */
@Timeout(90)
class MemoryKillsTest {
  private static final String CONTAINER = "c1";
  private static final Duration AHEAD = Duration.ofHours(1);

  private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  private final CountDownLatch subscribed = new CountDownLatch(1);
  private volatile boolean streams = true;
  private volatile Duration skew = Duration.ZERO;
  private volatile Instant remembered = Instant.EPOCH;
  private HttpServer server;
  private Engine engine;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    engine = new Engine(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    engine.close();
    server.stop(0);
  }

  private Instant now() {
    return Instant.now().plus(skew);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      if (path.endsWith("/events") && !query.contains("until=")) {
        exchange.sendResponseHeaders(streams ? 200 : 404, 0);
        stream(exchange);
        return;
      }
      byte[] body = once(path, query).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseBody().flush();
    subscribed.countDown();
    try {
      while (streams) {
        exchange.getResponseBody().write(events.take().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The engine remembers one kill. */
  private String once(String path, String query) {
    if (path.endsWith("/info")) {
      return "{\"SystemTime\": \"%s\"}".formatted(now());
    }
    if (!path.endsWith("/events")) {
      return "\"OK\"";
    }
    boolean asked =
        !moment(query, "since").isAfter(remembered) && !moment(query, "until").isBefore(remembered);
    return asked ? event("oom", CONTAINER, "", remembered) : "";
  }

  private static Instant moment(String query, String name) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        String[] seconds = part.substring(name.length() + 1).split("[.]", 2);
        return Instant.ofEpochSecond(Long.parseLong(seconds[0]), Long.parseLong(seconds[1]));
      }
    }
    return Instant.MAX;
  }

  private static String event(String action, String container, String exec, Instant when) {
    return """
    {"Type":"container","Action":"%s","Actor":{"ID":"%s","Attributes":{"execID":"%s"}},"time":%d,"timeNano":%d}
    """
        .formatted(
            action,
            container,
            exec,
            when.getEpochSecond(),
            when.getEpochSecond() * 1_000_000_000L + when.getNano());
  }

  private static DockerExec exec(String id) {
    return new DockerExec(
        id,
        new ExecRequest(
            CONTAINER,
            List.of("true"),
            List.of(),
            "",
            "/",
            Optional.empty(),
            Duration.ofSeconds(1),
            Instant.now(),
            OutputSink.NONE));
  }

  /** Until the stream is open and an event has come through it. */
  private void subscribe() throws InterruptedException {
    engine.events().begin();
    assertThat(subscribed.await(30, TimeUnit.SECONDS)).isTrue();
    Eventually.within(Duration.ofSeconds(30)).until(this::hears);
  }

  private boolean hears() {
    DockerExec probe = exec("probe");
    events.add(event("exec_die", "other", "probe", now()));
    return engine.events().outOfMemory("probe", probe.request(), false).isPresent();
  }

  private Optional<Boolean> told(DockerExec exec) {
    return engine.events().outOfMemory(exec.id(), exec.request(), false);
  }

  @Test
  void aKillIsKnownFromAnEngineWhoseClockIsBehind() throws Exception {
    skew = AHEAD.negated();
    subscribe();
    DockerExec exec = exec("e1");
    events.add(event("oom", CONTAINER, "", now()));
    events.add(event("exec_die", CONTAINER, "e1", now()));

    assertThat(told(exec)).contains(true);
  }

  @Test
  void anEarlierKillOfAnEngineWhoseClockIsAheadIsNotThisCommands() throws Exception {
    skew = AHEAD;
    subscribe();
    events.add(event("oom", CONTAINER, "", now().minusSeconds(5)));
    DockerExec exec = exec("e1");
    events.add(event("exec_die", CONTAINER, "e1", now()));

    assertThat(told(exec)).contains(false);
  }

  /** The answer to a command comes after its end, by an unknown time. */
  @Test
  void aKillThatTheCommandBeforeWasToldOfIsNotTheNextOnes() throws Exception {
    subscribe();
    DockerExec first = exec("e1");
    events.add(event("oom", CONTAINER, "", now()));
    events.add(event("exec_die", CONTAINER, "e1", now()));
    assertThat(told(first)).contains(true);
    DockerExec next = exec("e2");
    events.add(event("exec_die", CONTAINER, "e2", now().minusSeconds(1)));

    assertThat(told(next)).contains(false);
  }

  @Test
  void anEngineWithoutAStreamIsAskedByItsOwnClock() {
    streams = false;
    for (Duration one : List.of(Duration.ZERO, AHEAD, AHEAD.negated())) {
      skew = one;
      DockerExec exec = exec("e1");
      remembered = now();
      assertThat(new MemoryKills(engine).during(exec, false)).as("%s", one).isTrue();
    }
  }
}
