package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.ToolDispatcher;
import org.dockermcp.routes.SloppyCalls.Sloppy;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.dockermcp.tool.ToolSpec;
import org.junit.jupiter.api.Test;

/** Clients that are sloppy with types get what they mean, or are told which argument is wrong. */
class SloppyCallsTest extends RouteTest {
  private static final int READ = 5_000;
  private static final int CALLED = Boolean.getBoolean("soak") ? 5_000 : 500;
  private static final long SEED = 20_260_728;

  private final ToolCatalogue catalogue =
      RouteFolder.read(Path.of("routes"), List.of(), Map.of()).tools();

  private static Stream<Sloppy> calls(int count) {
    SloppyCalls calls = new SloppyCalls(SEED);
    return Stream.generate(calls::next).limit(count);
  }

  @Test
  void theCorpusHasEveryTool() {
    assertThat(catalogue.specs().stream().map(ToolSpec::name))
        .containsExactlyInAnyOrderElementsOf(SloppyCalls.toolNames());
  }

  @Test
  void c25c26EverySloppyCallIsReadAsItWasMeantOrRefusedByName() {
    ToolDispatcher dispatcher = new ToolDispatcher(() -> catalogue, List.of());
    calls(READ)
        .forEach(
            call -> {
              if (call.refused().isEmpty()) {
                Arguments read = dispatcher.check(toolCall(call.tool(), call.sent())).arguments();
                assertThat(tree(read.values())).as("%s", call).isEqualTo(tree(call.meant()));
              } else {
                assertThat(
                        dispatcher
                            .failure(toolCall(call.tool(), call.sent()), fault(dispatcher, call))
                            .text())
                    .as("%s", call)
                    .startsWith("Could not call " + call.tool() + ": ")
                    .contains("'" + call.refused().get());
              }
            });
  }

  private static Throwable fault(ToolDispatcher dispatcher, Sloppy call) {
    return catchThrowable(() -> dispatcher.check(toolCall(call.tool(), call.sent())));
  }

  @Test
  void c25c26EverySloppyCallEndsAsTheCleanOneDoes() {
    Set<String> codes = new HashSet<>();
    calls(CALLED)
        .forEach(
            call -> {
              String code = code(call.tool(), call.sent());
              codes.add(code);
              String right =
                  call.refused().isPresent() ? "INVALID_ARGUMENT" : code(call.tool(), call.meant());
              assertThat(code).as("%s", call).isEqualTo(right).isNotEqualTo("INTERNAL");
            });
    assertThat(codes).contains("OK", "INVALID_ARGUMENT", "NOT_FOUND");
  }

  /** The code of a call to an engine that has one container. */
  private String code(String tool, Map<String, Object> arguments) {
    resetEngine();
    engineHas("web", "running", ours());
    ToolReply reply = call(tool, arguments);
    return reply.code().map(Enum::name).orElse("OK");
  }

  private static ToolCall toolCall(String tool, Map<String, Object> arguments) {
    return ToolCall.local("7f3a", tool, new Arguments(arguments));
  }

  private static JsonNode tree(Map<String, Object> values) {
    return Json.MAPPER.valueToTree(values);
  }
}
