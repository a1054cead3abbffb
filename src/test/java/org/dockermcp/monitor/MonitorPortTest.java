package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.tool.CallCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is served on the loopback port, and what an engine that hangs does to its pages. */
class MonitorPortTest {
  private final CountDownLatch never = new CountDownLatch(1);
  private final Engine engine = new Engine(Map.of());
  private volatile Runnable ping = () -> {};
  private final EngineHealth health = new EngineHealth(() -> ping.run());
  private final MonitorPort port = open();

  private MonitorPort open() {
    try {
      Metrics metrics = new Metrics(List.of(), new CallCounts(), engine.use());
      return new MonitorPort(0, new Pages(Optional::empty, health, metrics));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void close() {
    never.countDown();
    port.close();
    health.close();
    engine.close();
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readAllBytes();
      return new String(answer, StandardCharsets.UTF_8).replace("\r", "");
    }
  }

  private String get(String host) throws IOException {
    return raw("GET /observe/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void servesThisMachineAlone() throws IOException {
    assertThat(get("localhost:" + port.port())).startsWith("HTTP/1.1 200").contains("/observe/dev");
    assertThat(get("127.0.0.1")).startsWith("HTTP/1.1 200");
    assertThat(get("rebound.example:" + port.port()))
        .startsWith("HTTP/1.1 403")
        .endsWith("only localhost and 127.0.0.1 are served\n");
    assertThat(get("localhost.rebound.example")).startsWith("HTTP/1.1 403");
  }

  @Test
  void canOnlyBeReadAndByNoOtherOrigin() throws IOException {
    assertThat(raw("POST /observe/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD")
        .endsWith("pages can only be read\n");
    assertThat(
            raw(
                "GET /observe/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s\r\n\r\n"
                    .formatted("Origin: http://a.example")))
        .doesNotContainIgnoringCase("access-control");
    assertThat(raw("HEAD /observe/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("/observe/dev");
  }

  @Test
  void tellsThatTheEngineIsDownAndDoesNotWaitForOneThatHangs() throws Exception {
    ping =
        () -> {
          throw new IllegalStateException("no Docker engine answers at unix:///nowhere");
        };
    assertThat(page("/observe/health"))
        .isEqualTo(
            """
            503 {"status":"DOWN","checks":{"routes":{"status":"DOWN"},\
            "engine":{"status":"DOWN","reason":"no Docker engine answers at unix:\\/\\/\\/nowhere"}}}
            """);
    ping =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String hung = page("/observe/ready");
    while (!hung.contains("no answer within 3 s") && System.nanoTime() < end) {
      hung = page("/observe/ready");
    }
    assertThat(hung).contains("no answer within 3 s");
    assertThat(page("/observe/metrics")).startsWith("200").contains("jvm_memory_used_bytes");
  }

  private String page(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port.port(), path));
    var answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
