package org.dockermcp.it.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.ContainerProcesses;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Test;

/** What an operator sees of the running jar: over HTTP, and over a remote JMX connection. */
class MonitorIT extends SandboxTest {
  private static final int HTTP = freePort();
  private static final int JMX = freePort();
  private static final Pattern CALLS =
      Pattern.compile(
          "docker_mcp_calls_seconds_count\\{code=\"(\\w+)\",tool=\"(\\S+)\"} ([0-9.E]+)");

  private final HttpClient http = HttpClient.newHttpClient();

  MonitorIT() {
    super(
        Map.of(
            "DOCKER_MCP_MONITOR_PORT",
            Integer.toString(HTTP),
            "JAVA_TOOL_OPTIONS",
            "-Dcom.sun.management.jmxremote.host=127.0.0.1 -Djava.rmi.server.hostname=127.0.0.1"
                + " -Dcom.sun.management.jmxremote.port=%d".formatted(JMX)
                + " -Dcom.sun.management.jmxremote.rmi.port=%d".formatted(JMX)
                + " -Dcom.sun.management.jmxremote.authenticate=false"
                + " -Dcom.sun.management.jmxremote.ssl=false"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(HTTP, path))).build(),
        BodyHandlers.ofString());
  }

  /** Calls by "tool code". */
  private Map<String, Long> calls() throws IOException, InterruptedException {
    return CALLS
        .matcher(get("/observe/metrics").body())
        .results()
        .collect(Collectors.toMap(MonitorIT::kind, it -> (long) Double.parseDouble(it.group(3))));
  }

  /** Calls that took no longer than a bucket's upper bound, by "tool code". */
  private Map<String, Long> buckets(String bound) throws IOException, InterruptedException {
    return Pattern.compile(
            "docker_mcp_calls_seconds_bucket\\{code=\"(\\w+)\",tool=\"(\\S+)\",le=\"%s\"} ([0-9.E]+)"
                .formatted(Pattern.quote(bound)))
        .matcher(get("/observe/metrics").body())
        .results()
        .collect(Collectors.toMap(MonitorIT::kind, it -> (long) Double.parseDouble(it.group(3))));
  }

  private static String kind(MatchResult row) {
    return row.group(2) + " " + row.group(1);
  }

  @Test
  void aScrapeDuringLoadAgreesWithTheCallsToTheCall() throws Exception {
    String box = create(Images.BUSYBOX);
    Map<String, Long> before = calls();
    AtomicBoolean over = new AtomicBoolean();
    List<Callable<Map<String, Long>>> work = new ArrayList<>();
    for (int client = 0; client < 4; client++) {
      work.add(() -> load(box));
    }
    List<Map<String, Long>> scrapes = new ArrayList<>();
    Thread scraping =
        new Thread(
            () -> {
              while (!over.get()) {
                try {
                  scrapes.add(calls());
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
            });
    scraping.start();
    Map<String, Long> made = new HashMap<>();
    atOnce(work).forEach(some -> some.forEach((kind, count) -> made.merge(kind, count, Long::sum)));
    over.set(true);
    scraping.join();

    Map<String, Long> after = calls();
    assertThat(buckets("+Inf")).isEqualTo(after);
    assertThat(buckets("3600.0")).as("no call takes an hour").isEqualTo(after);
    assertThat(buckets("0.005").get("execute_code OK")).as("nor 5 ms").isZero();
    made.forEach(
        (kind, count) ->
            assertThat(after.getOrDefault(kind, 0L) - before.getOrDefault(kind, 0L))
                .as(kind)
                .isEqualTo(count));
    assertThat(after.values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(
            before.values().stream().mapToLong(Long::longValue).sum()
                + made.values().stream().mapToLong(Long::longValue).sum());
    assertThat(scrapes).hasSizeGreaterThan(2);
    for (int i = 1; i < scrapes.size(); i++) {
      Map<String, Long> later = scrapes.get(i);
      scrapes
          .get(i - 1)
          .forEach(
              (kind, count) -> assertThat(later.get(kind)).as(kind).isGreaterThanOrEqualTo(count));
    }
  }

  private Map<String, Long> load(String box) {
    Map<String, Long> made = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      count(made, "execute_code", run(box, "exit " + i));
      count(made, "execute_code", run("nobody-has-this", "true"));
      count(made, "list_containers", server.call("list_containers", Map.of()));
      count(made, "list_containers", server.call("list_containers", Map.of("nonsense", 1)));
      try {
        server.call("no_such_tool_" + i, Map.of());
      } catch (RuntimeException e) {
        made.merge("(none) INVALID_ARGUMENT", 1L, Long::sum);
      }
    }
    return made;
  }

  private static void count(Map<String, Long> made, String tool, Reply reply) {
    made.merge(tool + " " + (reply.failed() ? reply.code() : "OK"), 1L, Long::sum);
  }

  @Test
  void cancelledCallsAreCountedOnce() throws Exception {
    String box = create(Images.BUSYBOX);
    long before = calls().getOrDefault("execute_code CANCELLED", 0L);

    server.callAndCancel(
        "execute_code",
        "cancelled",
        SandboxTest.arguments("container_id", box, "command", "sleep 30"),
        () ->
            Eventually.within(Duration.ofSeconds(10))
                .until(() -> ContainerProcesses.of(docker(), box).anyMatch("sleep 30"::equals)));

    Eventually.within(Duration.ofSeconds(10))
        .until(() -> calls().getOrDefault("execute_code CANCELLED", 0L) > before);
    // Until what it had started has ended too, which must not be counted again.
    run(box, "true").ok();
    assertThat(calls().get("execute_code CANCELLED")).isEqualTo(before + 1);
    Eventually.within(Duration.ofSeconds(10)).until(() -> terminations() > 0);
  }

  private long terminations() throws Exception {
    return Pattern.compile("docker_mcp_terminations_total\\{step=\"\\w+\"} ([0-9.]+)")
        .matcher(get("/observe/metrics").body())
        .results()
        .mapToLong(row -> (long) Double.parseDouble(row.group(1)))
        .sum();
  }

  @Test
  void tellsHealthAndConsoles() throws Exception {
    assertThat(get("/observe/health").body())
        .isEqualTo(
            "{\"status\":\"UP\",\"checks\":{\"context\":{\"status\":\"UP\"},"
                + "\"engine\":{\"status\":\"UP\"}}}\n");
    assertThat(get("/observe/dev/top").body()).contains("execute_code");
    assertThat(get("/observe/dev/eval-language").statusCode()).isEqualTo(404);
    assertThat(get("/observe/metrics").body())
        .contains("jvm_memory_used_bytes", "jvm_threads_live");
  }

  /** An operator's client does just this. */
  @SuppressWarnings("BanJNDI")
  @Test
  void aRouteStoppedOverJmxTakesItsToolAwayAndStartedBringsItBack() throws Exception {
    try (JMXConnector connector =
        JMXConnectorFactory.connect(
            new JMXServiceURL(
                "service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(JMX)))) {
      MBeanServerConnection jmx = connector.getMBeanServerConnection();
      ObjectName route =
          new ObjectName("org.apache.camel:context=docker-mcp-1,type=routes,name=\"check_engine\"");
      server.call("check_engine", Map.of()).ok();
      assertThat((Long) jmx.getAttribute(route, "ExchangesTotal")).isPositive();

      jmx.invoke(route, "stop", new Object[0], new String[0]);
      assertThat(toolNames()).doesNotContain("check_engine").contains("execute_code");

      jmx.invoke(route, "start", new Object[0], new String[0]);
      assertThat(toolNames()).contains("check_engine");
      server.call("check_engine", Map.of()).ok();

      ObjectName metrics = new ObjectName("org.dockermcp:type=Metrics");
      assertThat(jmx.getAttribute(metrics, "docker_mcp_calls_running")).isEqualTo(0.0);
      String checks = "docker_mcp_calls_seconds_count{code=\"OK\",tool=\"check_engine\"}";
      assertThat((Double) jmx.getAttribute(metrics, checks)).isGreaterThanOrEqualTo(2.0);
      assertThat(jmx.getMBeanInfo(metrics).getAttributes())
          .extracting(MBeanAttributeInfo::getName, MBeanAttributeInfo::getDescription)
          .contains(tuple("docker_mcp_calls_running", "running calls"));

      ObjectName routes = new ObjectName("org.dockermcp:type=Routes");
      assertThat(jmx.invoke(routes, "reload", new Object[0], new String[0]))
          .isEqualTo("routes unchanged");
      assertThat(jmx.getAttribute(routes, "Problems")).isEqualTo(new String[0]);
      assertThat(jmx.getMBeanInfo(routes).getOperations()[0].getDescription())
          .isEqualTo("reads the folder now and activates its routes if they are valid");
    }
  }

  private List<String> toolNames() {
    return server.tools().stream().map(tool -> tool.name()).toList();
  }
}
