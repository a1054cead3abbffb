package org.dockermcp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.Installation;
import org.dockermcp.it.support.RawServer;
import org.dockermcp.tool.ErrorCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * That no arguments of any tool, whatever is in them, do more than that tool may: nothing of others
 * is touched, nothing is pulled, no file of the host changes, and every answer is one that is
 * promised.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(7200)
@Tag("alone")
class FuzzIT {
  private static final long SEED = 20_260_102;
  private static final int INPUTS = Boolean.getBoolean("soak") ? 20_000 : 300;
  private static final String FOREIGN = "mcp-fuzz-foreign";
  private static final int BATCH = 1_000;

  /** Fewer than the server lets wait. */
  private static final int AT_ONCE = 128;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern INSIDES =
      Pattern.compile(
          "\\bat [a-z]\\w*(?:\\.\\w+)+\\(|\\b(?:java|javax|org|com|io|net)(?:\\.\\w+)+\\.[A-Z]\\w+"
              + "|\\b[A-Z]\\w*(?:Exception|Error)\\b");
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values())
          .filter(code -> code != ErrorCode.INTERNAL)
          .map(Enum::name)
          .collect(Collectors.toSet());

  private final Engine engine = new Engine(System.getenv());
  private final Map<String, Integer> answered = new TreeMap<>();
  private final Path spool;
  private final RawServer server;
  private final String foreign;
  private final List<String> problems = new ArrayList<>();
  private int sent = 1;

  private DockerClient docker() {
    return engine.control();
  }

  FuzzIT(@TempDir Path spool) throws IOException, InterruptedException {
    this.spool = spool;
    foreign =
        docker()
            .createContainerCmd(Images.NO_SHELL)
            .withName(FOREIGN)
            .withLabels(Map.of("mcp-managed", "true", "mcp-session", "fuzz"))
            .exec()
            .getId();
    server =
        new RawServer(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + spool,
                // So nothing can be pulled, and no network be lent.
                "DOCKER_MCP_IMAGES", Images.BUSYBOX,
                "DOCKER_MCP_INSTALL_NETWORK", "never",
                "DOCKER_MCP_MAX_PROCESSES", "4",
                "DOCKER_MCP_TIMEOUT", "1",
                "DOCKER_MCP_MAX_TIMEOUT", "2"));
  }

  @AfterAll
  void removeAll() throws IOException, InterruptedException {
    call("cleanup_container", Map.of("cleanup_all", true, "remove_volumes", true));
    docker().removeContainerCmd(foreign).exec();
    server.close();
    engine.close();
  }

  private JsonNode call(String tool, Map<String, ?> arguments)
      throws IOException, InterruptedException {
    sent++;
    return server.call(tool, arguments);
  }

  @Test
  void noInputDoesWhatItMayNot() throws IOException, InterruptedException {
    sent++;
    List<JsonNode> tools =
        server.request("tools/list", Map.of()).at("/result/tools").findParents("inputSchema");
    call("check_engine", Map.of());
    Outside before = Outside.seen(docker(), spool);
    BadArguments arguments = new BadArguments(SEED);
    for (JsonNode tool : tools) {
      String name = tool.path("name").asText();
      for (int number = 0; number < INPUTS; number += BATCH) {
        arguments.useContainers(container(), foreign, FOREIGN);
        server.forget();
        batch(name, tool.path("inputSchema"), arguments);
        server.messages().stream().filter(it -> it.has("id")).forEach(it -> check(name, it));
        assertThat(Outside.seen(docker(), spool)).isEqualTo(before);
      }
    }
    assertThat(problems).isEmpty();
    assertThat(server.notMessages()).isEmpty();
    assertThat(tools).hasSize(12);
    System.out.printf(
        "Bad arguments: %d for each of %d tools, %s%n", INPUTS, tools.size(), answered);
  }

  /** A fresh one, and none of those that the inputs before have made. */
  private String container() throws IOException, InterruptedException {
    JsonNode cleanup =
        call("cleanup_container", Map.of("cleanup_all", true, "remove_volumes", true));
    assertThat(cleanup.path("failed")).isEmpty();
    return call("create_container", Map.of("image", Images.BUSYBOX, "name", "mcp-fuzz-ours"))
        .path("container_id")
        .asText();
  }

  private void batch(String tool, JsonNode schema, BadArguments arguments)
      throws IOException, InterruptedException {
    for (int number = 1; number <= Math.min(BATCH, INPUTS); number++) {
      server.beginCall(tool, arguments.next(schema));
      sent++;
      if (number % AT_ONCE == 0) {
        awaitAnswers(tool);
      }
    }
    awaitAnswers(tool);
  }

  private void awaitAnswers(String tool) throws InterruptedException {
    assertThat(server.awaitAnswers(sent, PATIENCE)).as("answers of " + tool).isTrue();
  }

  private void check(String tool, JsonNode answer) {
    JsonNode result = answer.path("result");
    String code = result.at("/structuredContent/error/code").asText();
    boolean failed = result.path("isError").asBoolean();
    boolean promised = failed ? CODES.contains(code) : result.path("structuredContent").isObject();
    if (!promised || (failed && INSIDES.matcher(answer.toString()).find())) {
      problems.add(tool + ": " + answer);
    }
    answered.merge(failed ? code : "OK", 1, Integer::sum);
  }

  /**
   * What the inputs must leave as it was.
   *
   * @param objects of the engine without our labels, and all images
   * @param files of the tested installation's routes and of the server's folder for its spool, and
   *     those that the inputs name elsewhere; other programs may write where they like
   */
  private record Outside(Set<String> objects, Set<String> files) {
    private static final Map<String, String> OURS = Map.of("mcp-managed", "true");

    static Outside seen(DockerClient docker, Path spool) throws IOException {
      Set<String> objects = new TreeSet<>();
      docker.listContainersCmd().withShowAll(true).exec().stream()
          .filter(it -> !it.getLabels().entrySet().containsAll(OURS.entrySet()))
          .forEach(it -> objects.add(it.getId()));
      docker.listNetworksCmd().exec().stream()
          .filter(it -> !it.getLabels().entrySet().containsAll(OURS.entrySet()))
          .forEach(it -> objects.add(it.getId()));
      docker.listVolumesCmd().exec().getVolumes().stream()
          .filter(
              it ->
                  it.getLabels() == null || !it.getLabels().entrySet().containsAll(OURS.entrySet()))
          .forEach(it -> objects.add(it.getName()));
      docker.listImagesCmd().withShowAll(true).exec().forEach(it -> objects.add(it.getId()));
      Set<String> files = new TreeSet<>();
      list(spool, 1, files);
      list(Installation.built().home().resolve("routes"), 5, files);
      Set<String> elsewhere = new TreeSet<>();
      for (String folder : List.of("", "/", "/tmp", System.getProperty("user.home"))) {
        list(Path.of(folder), 1, elsewhere);
      }
      elsewhere.stream().filter(name -> name.endsWith("pwn")).forEach(files::add);
      return new Outside(objects, files);
    }

    private static void list(Path folder, int depth, Set<String> files) throws IOException {
      try (Stream<Path> found = Files.walk(folder, depth)) {
        for (Path file : found.toList()) {
          files.add(file + (depth > 1 ? " " + Files.getLastModifiedTime(file) : ""));
        }
      }
    }
  }
}
