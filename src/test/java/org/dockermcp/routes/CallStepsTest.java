package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.MessageHistory;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.dockermcp.docs.DocumentedSizes;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;

/** How many routes and steps a call takes, by Camel's message history. */
class CallStepsTest extends RouteTest {
  private static final int MOST_ROUTES = 6;
  private static final int MOST_STEPS = 30;
  private static final Set<String> CLAUSES = Set.of("doCatch", "doFinally");

  /** Only what is made after it is switched on has a history. */
  private void keepHistory() throws Exception {
    ModelCamelContext camel = (ModelCamelContext) context();
    camel.setMessageHistory(true);
    List<RouteDefinition> routes = List.copyOf(camel.getRouteDefinitions());
    camel.removeRouteDefinitions(routes);
    camel.addRouteDefinitions(routes);
  }

  @Test
  void oneCommandTakesSixRoutesAndThirtySteps() throws Exception {
    engineHas("web", "running", ours());
    ToolCall call =
        ToolCall.local(
            "7f3a",
            "execute_code",
            new Arguments(Map.of("container_id", "web", "command", "true")));
    keepHistory();
    Exchange exchange = template().request("direct:call", it -> it.getMessage().setBody(call));

    ok(exchange.getMessage().getBody(ToolReply.class));
    List<MessageHistory> steps = steps(exchange);
    List<String> routes = steps.stream().map(MessageHistory::getRouteId).distinct().toList();
    System.out.printf(
        "One execute_code: %d routes %s, %d steps%n", routes.size(), routes, steps.size());
    assertThat(routes).as("routes").hasSizeLessThanOrEqualTo(MOST_ROUTES);
    assertThat(steps.stream().map(CallStepsTest::named))
        .as("steps")
        .hasSizeLessThanOrEqualTo(MOST_STEPS);
    DocumentedSizes.say("one `execute_code`", routes.size(), steps.size());
  }

  /** The clauses of a doTry are no steps, as a when of a choice is none. */
  private static List<MessageHistory> steps(Exchange exchange) {
    List<?> history = exchange.getProperty(Exchange.MESSAGE_HISTORY, List.class);
    return history.stream()
        .map(MessageHistory.class::cast)
        .filter(step -> !CLAUSES.contains(step.getNode().getShortName()))
        .toList();
  }

  private static String named(MessageHistory step) {
    return step.getRouteId() + " " + step.getNode().getShortName();
  }
}
