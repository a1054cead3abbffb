package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockermcp.app.Server;
import org.dockermcp.engine.EngineFeatures;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped tools run on an engine that is not Docker, by its own folder of routes alone. */
class MemoryEngineTest {
  private static final Path SHIPPED = Path.of("routes");
  private static final Path MEMORY = Path.of("src/test/resources/org/dockermcp/lib/memory");

  private final MemoryEngine engine = new MemoryEngine();
  private Server server;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    Path library = Files.createDirectory(folder.resolve("lib"));
    copy(SHIPPED, folder);
    copy(SHIPPED.resolve("lib"), library);
    copy(MEMORY, Files.createDirectory(library.resolve("memory")));
    server =
        new Server(
            Settings.load(Map.of()),
            folder,
            // No Docker answers there; nothing may ask for one.
            Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"),
            new Server.Adapter("memory", found -> Map.of("memoryEngine", engine)),
            List.of(),
            new CompositeMeterRegistry());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private ToolReply call(String tool, Map<String, Object> arguments) {
    ToolReply reply = server.routes().call(ToolCall.local("7f3a", tool, new Arguments(arguments)));
    assertThat(reply.failed()).as(reply.text()).isFalse();
    return reply;
  }

  @Test
  void aContainerIsCreatedUsedListedAndRemoved() {
    call("create_container", Map.of("image", "busybox:1", "name", "web", "session_id", "s"));
    ToolReply ran = call("execute_code", Map.of("container_id", "web", "command", "echo"));

    assertThat(ran.structured().path("stdout").asText()).isEqualTo("from memory\n");
    assertThat(engine.execs())
        .last()
        .satisfies(exec -> assertThat(exec.argv()).contains("/bin/sh"));
    assertThat(call("list_containers", Map.of()).structured().path("containers")).hasSize(1);

    call("cleanup_container", Map.of("session_id", "s", "remove_volumes", true));
    assertThat(call("list_containers", Map.of()).structured().path("containers")).isEmpty();
  }

  @Test
  void theEngineIsReported() {
    assertThat(call("check_engine", Map.of()).structured().path("endpoint").asText())
        .isEqualTo("memory:");
  }

  @Test
  void anEngineThatTakesNoSeccompProfileIsTold() {
    engine.can(new EngineFeatures(true, EngineFeatures.DiskQuota.NONE, false, true));
    ToolReply reply =
        server
            .routes()
            .call(
                ToolCall.local(
                    "7f3a", "create_container", new Arguments(Map.of("image", "busybox:1"))));

    assertThat(reply.text())
        .isEqualTo(
            "Could not create the container: this engine takes no seccomp profile from this"
                + " server; tell the operator that DOCKER_MCP_SECCOMP=engine uses the engine's"
                + " own.");
  }
}
