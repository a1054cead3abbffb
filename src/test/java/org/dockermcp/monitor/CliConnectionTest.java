package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.camel.impl.DefaultCamelContext;
import org.dockermcp.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code camel} command line reads and writes, without it. */
class CliConnectionTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  private final CliConnection cli = new CliConnection(true, "org.example.Main");
  private final String homeBefore = System.getProperty("user.home");
  @TempDir private Path home = Path.of("");

  @BeforeEach
  void liveAtHome() {
    System.setProperty("user.home", home.toString());
  }

  @AfterEach
  void leaveHome() {
    cli.disconnect();
    System.setProperty("user.home", homeBefore);
  }

  private DefaultCamelContext generation(int number, String route) throws Exception {
    DefaultCamelContext camel = Generations.context(route);
    CamelManagement.enable(camel, number);
    cli.prepare(camel);
    camel.start();
    return camel;
  }

  private Path file(String ending) {
    return home.resolve(".camel").resolve(PID + ending);
  }

  private static <T> T await(Callable<T> look, Predicate<T> wanted) throws Exception {
    return Eventually.within(Duration.ofSeconds(20)).until(look, wanted);
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

  private void awaitStatusOf(String route) throws Exception {
    await(() -> read("-status.json").at("/routes/0/routeId").asText(), route::equals);
  }

  @Test
  void showsTheLiveRoutesAndThenTheNext() throws Exception {
    try (DefaultCamelContext before = generation(1, "before");
        DefaultCamelContext after = generation(2, "after")) {
      cli.connect(before);
      awaitStatusOf("before");
      assertThat(read("-status.json").toString()).contains("org.example.Main");

      cli.connect(after);

      awaitStatusOf("after");
      assertThat(before.isStarted()).as("calls may still run there").isTrue();
      cli.disconnect();
      assertThat(file("")).doesNotExist();
      assertThat(after.isStarted()).isTrue();
    }
  }

  @Test
  void sendsTracesAndStopsARoute() throws Exception {
    try (DefaultCamelContext camel = generation(1, "any")) {
      cli.connect(camel);
      awaitStatusOf("any");
      assertThat(ask("{\"action\": \"trace\", \"enabled\": \"true\"}").path("enabled").asBoolean())
          .isTrue();
      JsonNode sent =
          ask(
              "{\"action\": \"send\", \"endpoint\": \"direct:any\", \"body\": \"traced\","
                  + " \"exchangePattern\": \"InOut\"}");
      assertThat(sent.toString()).contains("success").contains("any");
      await(() -> Files.readString(file("-trace.json")), text -> text.contains("traced"));

      Files.writeString(
          file("-action.json"), "{\"action\": \"route\", \"id\": \"any\", \"command\": \"stop\"}");

      await(() -> camel.getRouteController().getRouteStatus("any"), it -> it.isStopped());
    }
  }

  @Test
  void leavesNoFilesWhenItIsOff() throws Exception {
    CliConnection off = new CliConnection(false, "");
    try (DefaultCamelContext camel = generation(1, "any")) {
      off.connect(camel);
      assertThat(home).isEmptyDirectory();
    }
  }
}
