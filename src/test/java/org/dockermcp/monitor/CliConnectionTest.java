package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.dockermcp.settings.Settings.CamelCli;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code camel} command line writes and reads, without it. */
class CliConnectionTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final String homeBefore = System.getProperty("user.home");
  private final CamelBeans beans = new CamelBeans();
  @TempDir private Path home = Path.of("");

  @BeforeEach
  void liveAtHome() {
    System.setProperty("user.home", home.toString());
  }

  @AfterEach
  void leaveHome() {
    System.setProperty("user.home", homeBefore);
  }

  private CliConnection connection(CamelCli may) {
    return new CliConnection(may, home, stopped::countDown);
  }

  private DefaultCamelContext generation(CliConnection cli, String route) throws Exception {
    DefaultCamelContext camel = Generations.context();
    beans.prepare(camel);
    cli.prepare(camel);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:" + route).routeId(route).setBody(constant(route));
          }
        });
    camel.start();
    return camel;
  }

  private Path file(String ending) {
    return home.resolve(".camel").resolve(PID + ending);
  }

  private static <T> T await(Callable<T> look, Predicate<T> wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    T seen = look.call();
    while (!wanted.test(seen) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
      seen = look.call();
    }
    assertThat(seen).matches(wanted);
    return seen;
  }

  private JsonNode read(String ending) throws IOException {
    try {
      return MAPPER.readTree(Files.readString(file(ending)));
    } catch (JacksonException | NoSuchFileException e) {
      return MAPPER.missingNode();
    }
  }

  private JsonNode ask(String action) throws Exception {
    Files.deleteIfExists(file("-output.json"));
    Files.writeString(file("-action.json"), action);
    return await(() -> read("-output.json"), JsonNode::isObject);
  }

  @Test
  void showsTheLiveGenerationAndThenTheNext() throws Exception {
    CliConnection cli = connection(CamelCli.WATCH);
    try (DefaultCamelContext before = generation(cli, "before");
        DefaultCamelContext after = generation(cli, "after")) {
      cli.promoted(before);
      await(() -> read("-status.json").at("/routes/0/routeId").asText(), "before"::equals);
      cli.promoted(after);
      cli.retired(before);
      assertThat(file("")).exists();
      await(() -> read("-status.json").at("/routes/0/routeId").asText(), "after"::equals);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("-status.json"))))
          .isEqualTo("rw-------");

      cli.retired(after);

      try (Stream<Path> left = Files.list(home.resolve(".camel"))) {
        assertThat(left).isEmpty();
      }
      assertThat(stopped.getCount()).isEqualTo(1);
    }
  }

  @Test
  void answersWhatOnlyLooks() throws Exception {
    CliConnection cli = connection(CamelCli.WATCH);
    try (DefaultCamelContext camel = generation(cli, "seen")) {
      cli.promoted(camel);
      JsonNode source =
          ask("{\"action\": \"route-dump\", \"filter\": \"*\", \"format\": \"yaml\"}");
      assertThat(source.at("/routes/0/routeId").asText()).isEqualTo("seen");
      assertThat(source.toString()).contains("direct://seen");

      camel.createProducerTemplate().requestBody("direct:seen", "");
      assertThat(ask("{\"action\": \"thread-dump\"}").path("threads")).isNotEmpty();

      assertThat(ask("{\"action\": \"trace\", \"enabled\": \"true\"}").path("enabled").asBoolean())
          .isTrue();
      camel.createProducerTemplate().requestBody("direct:seen", "traced");
      await(() -> Files.readString(file("-trace.json")), text -> text.contains("traced"));
      cli.retired(camel);
    }
  }

  @Test
  void doesNothingThatDoesMoreThanLook() throws Exception {
    CliConnection cli = connection(CamelCli.WATCH);
    try (DefaultCamelContext camel = generation(cli, "kept")) {
      cli.promoted(camel);
      for (String action :
          new String[] {
            "{\"action\": \"route\", \"id\": \"kept\", \"command\": \"stop\"}",
            "{\"action\": \"send\", \"endpoint\": \"direct:kept\", \"body\": \"x\"}",
            "{\"action\": \"load\", \"source\": [\"file:/etc/passwd\"]}"
          }) {
        assertThat(ask(action)).isEmpty();
      }
      assertThat(camel.getRouteController().getRouteStatus("kept").isStarted()).isTrue();
      assertThat(camel.getInflightRepository().size()).isZero();
      cli.retired(camel);
    }
  }

  @Test
  void sendsAndStopsWhenItMayDoAll() throws Exception {
    CliConnection cli = connection(CamelCli.ALL);
    try (DefaultCamelContext camel = generation(cli, "kept")) {
      cli.promoted(camel);
      JsonNode sent =
          ask(
              "{\"action\": \"send\", \"endpoint\": \"direct:kept\", \"body\": \"x\","
                  + " \"exchangePattern\": \"InOut\"}");
      assertThat(sent.toString()).contains("success").contains("kept");
      Files.writeString(
          file("-action.json"), "{\"action\": \"route\", \"id\": \"kept\", \"command\": \"stop\"}");
      await(() -> camel.getRouteController().getRouteStatus("kept"), it -> it.isStopped());
      cli.retired(camel);
    }
  }

  @Test
  void endsTheServerWhenItsLockFileGoes() throws Exception {
    CliConnection cli = connection(CamelCli.WATCH);
    try (DefaultCamelContext camel = generation(cli, "any")) {
      cli.promoted(camel);
      await(() -> read("-status.json"), JsonNode::isObject);

      Files.delete(file(""));

      assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(camel.isStarted()).as("the server stops it, when its calls have ended").isTrue();
      cli.retired(camel);
    }
  }

  @Test
  void goesOnWhenTheWholeFolderGoes() throws Exception {
    CliConnection cli = connection(CamelCli.WATCH);
    try (DefaultCamelContext camel = generation(cli, "any")) {
      cli.promoted(camel);
      await(() -> read("-status.json"), JsonNode::isObject);

      for (String ending : CliFiles.ENDINGS) {
        Files.deleteIfExists(file(ending));
      }
      Files.delete(home.resolve(".camel"));

      assertThat(stopped.await(3, TimeUnit.SECONDS)).isFalse();
      cli.retired(camel);
      cli.promoted(camel);
      await(() -> read("-status.json"), JsonNode::isObject);
      cli.retired(camel);
    }
  }

  @Test
  void leavesNoFilesWhenItIsOff() throws Exception {
    CliConnection cli = connection(CamelCli.OFF);
    try (DefaultCamelContext camel = generation(cli, "any")) {
      cli.promoted(camel);
      assertThat(home.resolve(".camel")).doesNotExist();
    }
  }
}
