package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is served on the loopback port, and what an engine that hangs does to its pages. */
class MonitorPortTest {
  private final CountDownLatch never = new CountDownLatch(1);
  private volatile Runnable ping = () -> {};
  private final EngineHealthCheck engine = new EngineHealthCheck(() -> ping.run());
  private Optional<CamelContext> live = Optional.empty();
  private final MonitorPort port = open();

  private MonitorPort open() {
    try {
      return new MonitorPort(0, new MonitorPages(() -> live, () -> "scraped"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private DefaultCamelContext started() throws Exception {
    DefaultCamelContext camel = Generations.context("any");
    Monitor.addChecks(camel, engine);
    camel.start();
    live = Optional.of(camel);
    return camel;
  }

  @AfterEach
  void close() {
    never.countDown();
    port.close();
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
        .endsWith("the pages are read-only\n");
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
  void reportsRoutesAndEngine() throws Exception {
    assertThat(page("/observe/health")).isEqualTo("503 {\"status\":\"DOWN\",\"checks\":{}}\n");
    try (DefaultCamelContext camel = started()) {
      String up =
          "200 {\"status\":\"UP\",\"checks\":{\"context\":{\"status\":\"UP\"},"
              + "\"engine\":{\"status\":\"UP\"}}}\n";
      assertThat(page("/observe/health")).isEqualTo(up);
      assertThat(page("/observe/ready")).isEqualTo(up);
      assertThat(page("/observe/live"))
          .isEqualTo("200 {\"status\":\"UP\",\"checks\":{\"context\":{\"status\":\"UP\"}}}\n");
      assertThat(page("/observe/dev/health")).contains("engine: UP");

      camel.getRouteController().stopRoute("any");
      assertThat(page("/observe/ready")).as("a tool that was taken away is no fault").isEqualTo(up);
    }
  }

  @Test
  void reportsAnEngineThatIsDownAndDoesNotWaitForAnUnresponsiveOne() throws Exception {
    try (DefaultCamelContext camel = started()) {
      assertThat(camel.isStarted()).isTrue();
      ping =
          () -> {
            throw new IllegalStateException("no Docker engine answers at unix:///nowhere");
          };
      assertThat(page("/observe/ready"))
          .isEqualTo(
              """
              503 {"status":"DOWN","checks":{"context":{"status":"UP"},\
              "engine":{"status":"DOWN","reason":"no Docker engine answers at unix:\\/\\/\\/nowhere"}}}
              """);
      assertThat(page("/observe/live")).startsWith("200");
      ping =
          () -> {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          };

      List<String> hung =
          Stream.of(1, 2, 3)
              .map(probe -> CompletableFuture.supplyAsync(() -> page("/observe/ready")))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();

      assertThat(hung).allMatch(answer -> answer.contains("no answer within 3 s"));
      assertThat(page("/observe/metrics")).isEqualTo("200 scraped");
    }
  }

  @Test
  void showsTheConsolesThatHoldNoMessages() throws Exception {
    try (DefaultCamelContext camel = started()) {
      assertThat(camel.isStarted()).isTrue();
      assertThat(page("/observe/dev/route-controller")).startsWith("200").contains("any");
      for (String console : List.of("route", "trace", "event", "properties", "send")) {
        assertThat(page("/observe/dev/" + console)).as(console).startsWith("404");
      }
    }
  }

  private String page(String path) {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(port.port(), path));
    try {
      var answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
