package org.dockermcp.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.exec.run.Outcomes;
import org.dockermcp.tool.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Camel's JSON steps between the steps of this server. */
@Timeout(60)
class JsonStepsTest {
  private final Replies replies = new Replies(new Outcomes(new PendingTerminations()));

  private Object call(String steps, Object body) throws Exception {
    String yaml = "- route: {id: a, from: {uri: direct:a, steps: [%s]}}%n".formatted(steps.strip());
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      // Its consoles are of no use here, and load while the context starts.
      camel.setDevConsole(false);
      camel.getRegistry().bind("reply", replies);
      PluginHelper.getRoutesLoader(camel)
          .loadRoutes(ResourceHelper.fromString("file:a.camel.yaml", yaml));
      camel.start();
      return camel.createProducerTemplate().requestBody("direct:a", body);
    }
  }

  @Test
  void aRouteLooksIntoAnObject() throws Exception {
    Object answer =
        call(
            """
            unmarshal: {json: {}},
            setBody: {simple: "${body[findings]}"},
            bean: {ref: reply, method: "jsonAs(${body}, 'found')"}
            """,
            "{\"findings\": [{\"line\": 2, \"code\": \"é\"}], \"rest\": 1}");

    assertThat(((ToolResult) answer).text()).isEqualTo("{\"found\":[{\"line\":2,\"code\":\"é\"}]}");
  }

  @Test
  void aRouteLooksIntoAList() throws Exception {
    assertThat(
            call(
                """
                unmarshal: {json: {useList: true, library: Jackson}},
                setBody: {simple: "${body[1][line]}"}
                """,
                "[{\"line\": 1}, {\"line\": 2}]"))
        .isEqualTo(2);
  }

  @Test
  void aTextIsMadeOfMapsAndLists() throws Exception {
    Object answer =
        call(
            """
            marshal: {json: {}},
            bean: {ref: reply, method: "text(${body})"}
            """,
            Map.of("lines", List.of(1, 2)));

    assertThat(((ToolResult) answer).text()).isEqualTo("{\"lines\":[1,2]}");
  }

  @Test
  void whatIsNoJsonFails() {
    assertThatThrownBy(() -> call("unmarshal: {json: {}}", "{\"a\": "))
        .hasRootCauseInstanceOf(JsonProcessingException.class);
  }
}
