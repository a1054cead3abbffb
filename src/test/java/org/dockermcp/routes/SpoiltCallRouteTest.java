package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.Builder;
import org.dockermcp.ServerFixture;
import org.dockermcp.it.support.ExtendedRoutes;
import org.dockermcp.sandbox.EngineAnswers;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server one of whose routes is spoilt. */
class SpoiltCallRouteTest extends RouteTest {
  private static final String FINDINGS = "{\"comments\": []}";

  @Override
  Path routes() throws IOException {
    Path folder = Files.createTempDirectory("docker-mcp-routes");
    return ExtendedRoutes.in(folder, ExtendedRoutes.examples());
  }

  @BeforeEach
  void theSessionHasAVolume() {
    docker.answer(
        "volume/inspect",
        request ->
            EngineAnswers.of(
                """
                {"Name": "mcp-session-a", "Driver": "local", "Options": null, "Labels":
                  {"mcp-managed": "true", "mcp-owner": "%s", "mcp-session": "a"}}"""
                    .formatted(ServerFixture.owner()),
                InspectVolumeResponse.class));
    commandsWrite(FINDINGS);
  }

  private static ToolCall lintCall() {
    return ToolCall.local(
        "7f3a", "lint_shell", new Arguments(Map.of("session_id", "a", "files", List.of("a.sh"))));
  }

  /** What a route does to the call's own variable cannot keep the sandbox. */
  @Test
  void isRemovedWhenAStepPutsSomethingElseInPlaceOfTheCall() throws Exception {
    AdviceWith.adviceWith(
        context(),
        "lint_shell",
        route ->
            route
                .weaveByToUri("direct:run")
                .after()
                .setVariable("call", Builder.constant("spoilt")));
    template().send("direct:call", it -> it.getMessage().setBody(lintCall()));

    assertThat(ids("container/remove")).isEqualTo(ids("container/start")).hasSize(1);
  }
}
