package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.ExecCreateCmdResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.camel.CamelContext;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.VolumeInfo;
import org.dockermcp.engine.VolumeSpec;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.engine.docker.LoopbackEngine;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The shipped routes with the server's own beans, and an engine whose answers the test sets.
 *
 * <p>A class has one server, for starting it takes longer than most tests; its engine begins each
 * test anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RouteTest extends CamelTestSupport {
  static final String IMAGE_ID = "sha256:" + "1".repeat(64);

  private static final String INFO = "{\"MemTotal\": 8000000000, \"Driver\": \"overlay2\"}";

  final RecordingDocker docker = new RecordingDocker();
  final LoopbackEngine engine = new LoopbackEngine();

  private @Nullable ServerFixture server;

  /** The engine's containers by name; those that are created are added. */
  final Map<String, Container> containers = new LinkedHashMap<>();

  /** The engine's volumes by name; those that are created are added. */
  final Map<String, VolumeInfo> engineVolumes = new LinkedHashMap<>();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    server = ServerFixture.of(routes(), engine.environment(), docker::on);
    return server.routes().camel();
  }

  /** As it is before each test, whatever an earlier one of the class has set. */
  @BeforeEach
  final void resetEngine() {
    containers.clear();
    engineVolumes.clear();
    docker.reset();
    docker.answer("container/list", request -> new ArrayList<>(containers.values()));
    docker.answer("inspect/container", request -> inspect(request.header("ContainerId")));
    docker.answer("image/inspect", request -> image());
    docker.answer("container/create", this::create);
    docker.answer(
        "exec/create",
        request -> EngineAnswers.of("{\"Id\": \"e1\"}", ExecCreateCmdResponse.class));
    docker.answer(
        "exec/inspect", request -> new ExecOutcome(false, OptionalInt.of(0), Duration.ZERO, false));
    docker.answer("volume/create", this::createVolume);
    docker.answer("volume/inspect", this::volume);
    docker.answer("volume/list", request -> List.copyOf(engineVolumes.values()));
    docker.answer("info", request -> EngineAnswers.of(INFO, Info.class));
    engine.reset();
    engine.answer("GET /networks", 200, "[]");
    engine.answer("GET /info", 200, INFO);
    engine.answer("GET /exec/e1/json", 200, "{\"Running\": false, \"ExitCode\": 0}");
  }

  /** The folder of the tools. */
  Path routes() throws IOException {
    return Path.of("routes");
  }

  @AfterAll
  final void closeServerAndEngine() {
    if (server != null) {
      server.close();
    }
    engine.close();
  }

  /** Labels of this installation, and these beside them. */
  static Map<String, String> ours(String... more) {
    Map<String, String> labels = EngineAnswers.ours(more);
    labels.put("mcp-owner", ServerFixture.owner());
    return labels;
  }

  /** Puts a container into the engine. */
  void engineHas(String name, String state, Map<String, String> labels) {
    containers.put(name, EngineAnswers.listed(name, state, labels));
  }

  Object create(RecordingDocker.Request request) {
    ContainerSpec spec = (ContainerSpec) Objects.requireNonNull(request.body());
    String name = spec.name();
    Map<String, String> labels = spec.labels();
    engineHas(name, "running", labels);
    return SandboxFixture.id(name);
  }

  private Object createVolume(RecordingDocker.Request request) {
    VolumeSpec spec = (VolumeSpec) Objects.requireNonNull(request.body());
    engineVolumes.putIfAbsent(
        spec.name(), new VolumeInfo(spec.name(), spec.labels(), true, Optional.empty()));
    return spec.name();
  }

  private Object volume(RecordingDocker.Request request) {
    VolumeInfo found = engineVolumes.get(String.valueOf(request.body()));
    if (found == null) {
      throw new NotFoundException("no such volume: " + request.body());
    }
    return found;
  }

  private Object inspect(@Nullable Object idOrName) {
    return containers.values().stream()
        .filter(it -> it.getId().equals(idOrName) || it.getNames()[0].equals("/" + idOrName))
        .findFirst()
        .map(
            it ->
                (Object)
                    EngineAnswers.inspected(
                        it.getNames()[0].substring(1), it.getState(), it.getLabels()))
        .orElseThrow(() -> new NotFoundException("no such container: " + idOrName));
  }

  /** An image that was pulled. */
  static InspectImageResponse image() {
    return EngineAnswers.of(
        """
        {"Id": "%s", "RepoDigests": ["busybox@sha256:%s"]}\
        """
            .formatted(IMAGE_ID, "2".repeat(64)),
        InspectImageResponse.class);
  }

  /** Makes commands write this. */
  void commandsWrite(String stdout) {
    docker.answer(
        "exec/start",
        request -> {
          if (request.body() instanceof ExecRequest exec) {
            exec.output().stdout(stdout.getBytes(StandardCharsets.UTF_8));
          }
          return null;
        });
  }

  /** A call of a tool, through the dispatcher. */
  ToolReply call(String tool, Map<String, Object> arguments) {
    ToolCall call = ToolCall.local("7f3a", tool, new Arguments(arguments));
    return template().requestBody("direct:call", call, ToolReply.class);
  }

  /** The structured content of an answer that is no failure. */
  static JsonNode ok(ToolReply reply) {
    assertThat(reply.failed()).as(reply.text()).isFalse();
    return reply.structured();
  }

  /** The ids that an operation got, in order. */
  List<Object> ids(String operation) {
    return docker.requests(operation).stream()
        .map(request -> Objects.requireNonNull(request.header("ContainerId")))
        .toList();
  }
}
