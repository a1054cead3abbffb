package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.Builder;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.Test;

/** A server one of whose routes is spoilt. */
class SpoiltCallRouteTest extends LintRouteTest {
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
