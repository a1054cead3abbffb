package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.docker.LoopbackEngine;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;

class CallRouteTest extends RouteTest {
  @Test
  void noHeaderOfTheCallersReachesAnEndpoint() {
    Map<String, Object> smuggled =
        Map.of(
            "CamelDockerHost", "evil",
            "cameldockercertpath", "/evil",
            "CamelDockerCmdExecFactory", "evil.Factory",
            "CamelDockerContainerId", "evil",
            "Other", "evil");
    ToolCall call = ToolCall.local("1", "list_containers", new Arguments(Map.of()));
    template().requestBodyAndHeaders("direct:call", call, smuggled, ToolReply.class);

    assertThat(docker.requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.headers()).doesNotContainValue("evil"));
  }

  @Test
  void anArgumentNamedAsAHeaderIsNone() {
    ToolReply reply = call("list_containers", Map.of("CamelDockerHost", "tcp://evil:1"));

    assertThat(reply.text())
        .isEqualTo(
            "Could not call list_containers: there is no argument 'CamelDockerHost'; it takes"
                + " show_all, session_id.");
    assertThat(docker.requests()).isEmpty();
  }

  @Test
  void aToolIsNoEndpoint() {
    ToolReply reply = call("container-remove", Map.of("container_id", "web"));

    assertThat(reply.text())
        .isEqualTo(
            "Could not call container-remove: there is no such tool; see tools/list for those"
                + " that exist.");
    assertThat(docker.requests()).isEmpty();
  }

  @Test
  void aTemplateInAnArgumentIsData() {
    ToolReply reply = call("execute_code", Map.of("container_id", "${env:PATH}", "command", "x"));

    assertThat(reply.text())
        .isEqualTo(
            "Could not find container '${env:PATH}': that is neither a container's name nor its id;"
                + " list the containers to see those that exist.");
  }

  @Test
  void whatTheEngineRefusesIsAnAnswerWithAReference() {
    docker.answer(
        "container/list",
        request -> {
          throw new InternalServerErrorException("Status 500: {\"message\":\"no space left\"}");
        });

    ToolReply reply = call("list_containers", new LinkedHashMap<>());

    assertThat(reply.failed()).isTrue();
    assertThat(reply.text())
        .isEqualTo(
            "Could not complete list_containers: the engine refused: no space left (reference"
                + " 7f3a); try again, or tell the operator, whose log has the reference.");
  }

  @Test
  void checkEngineTellsAnEngineThatIsDownAsAFinding() throws Exception {
    LoopbackEngine down = new LoopbackEngine();
    down.close();
    try (ServerFixture server = ServerFixture.of(routes(), down.environment(), docker::on)) {
      ToolCall call = ToolCall.local("1", "check_engine", new Arguments(Map.of()));
      ToolReply reply =
          server
              .routes()
              .camel()
              .createProducerTemplate()
              .requestBody("direct:call", call, ToolReply.class);

      assertThat(ok(reply).path("available").booleanValue()).isFalse();
      assertThat(reply.structured().path("reason").asText())
          .startsWith("no Docker engine answers at tcp://127.0.0.1:");
    }
  }
}
