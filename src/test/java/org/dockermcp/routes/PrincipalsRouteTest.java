package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Cancellation;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * That no principal sees, uses or removes another's containers, and none can tell that they are.
 */
class PrincipalsRouteTest extends RouteTest {
  private static final Principal ANN = new Principal("ann");
  private static final Principal BOB = new Principal("bob");

  @BeforeEach
  void engineRemovesContainers() {
    docker.answer(
        "container/remove",
        request -> {
          containers.values().removeIf(it -> it.getId().equals(request.header("ContainerId")));
          return null;
        });
  }

  private ToolReply call(Principal principal, String tool, Object... arguments) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      all.put(String.valueOf(arguments[i]), arguments[i + 1]);
    }
    ToolCall call =
        new ToolCall(
            "7f3a",
            principal,
            tool,
            new Arguments(all),
            Optional.empty(),
            Optional.empty(),
            new Cancellation(),
            Progress.NONE);
    return template().requestBody("direct:call", call, ToolReply.class);
  }

  private JsonNode create(Principal principal, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "image";
    all[1] = "busybox:1";
    System.arraycopy(more, 0, all, 2, more.length);
    return ok(call(principal, "create_container", all));
  }

  private List<String> listed(Principal principal) {
    return ok(call(principal, "list_containers", "show_all", true))
        .path("containers")
        .findValuesAsText("name");
  }

  @Test
  void eachHasItsOwnContainerOfAName() {
    JsonNode anns = create(ANN, "name", "web");
    JsonNode bobs = create(BOB, "name", "web");
    JsonNode locals = create(Principal.LOCAL, "name", "web");

    assertThat(List.of(anns, bobs, locals))
        .allSatisfy(made -> assertThat(made.path("name").asText()).isEqualTo("web"))
        .extracting(made -> made.path("container_id").asText())
        .doesNotHaveDuplicates();
    assertThat(listed(ANN)).containsExactly("web");
    assertThat(containers.keySet()).hasSize(3).contains("web");
    ok(call(BOB, "cleanup_container", "container_id", "web"));
    assertThat(listed(BOB)).isEmpty();
    assertThat(listed(ANN)).containsExactly("web");
    assertThat(listed(Principal.LOCAL)).containsExactly("web");
  }

  @Test
  void anothersContainerIsAsAbsentAsOneThatIsNot() {
    String id = create(ANN, "name", "web", "session_id", "s").path("container_id").asText();
    String engineName = containers.keySet().iterator().next();

    for (String tool : List.of("execute_code", "cleanup_container", "list_processes")) {
      String absent = told(tool, "absent");
      for (String reference :
          List.of("web", engineName, id, id.substring(0, 12), id.substring(0, 30))) {
        assertThat(told(tool, reference)).as("%s of %s", tool, reference).isEqualTo(absent);
      }
    }
    assertThat(docker.operations()).doesNotContain("container/remove");
  }

  private String told(String tool, String reference) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("container_id", reference);
    if (tool.equals("execute_code")) {
      arguments.put("command", "true");
    }
    return List.of(BOB, Principal.LOCAL).stream()
        .map(
            principal ->
                call(
                    principal,
                    tool,
                    arguments.entrySet().stream()
                        .flatMap(it -> List.of(it.getKey(), it.getValue()).stream())
                        .toArray()))
        .map(reply -> reply.text().replace("'" + reference + "'", "'…'") + reply.structured())
        .map(text -> text.replace("'" + reference + "'", "'…'"))
        .toList()
        .toString();
  }

  @Test
  void aSessionOfTheSameNameIsAnotherWithItsOwnVolume() {
    JsonNode anns = create(ANN, "session_id", "s", "reuse_existing", true);
    JsonNode bobs = create(BOB, "session_id", "s", "reuse_existing", true);

    assertThat(bobs.path("reused").booleanValue()).isFalse();
    assertThat(created())
        .extracting(spec -> spec.volumes().get(0).volume())
        .doesNotHaveDuplicates();
    assertThat(ok(call(BOB, "cleanup_container", "session_id", "s")).path("removed"))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.path("container_id").asText())
                    .isEqualTo(bobs.path("container_id").asText()));
    assertThat(listed(ANN)).containsExactly(anns.path("name").asText());
  }

  @Test
  void nobodyReusesAnothers() {
    create(ANN, "reuse_existing", true);

    assertThat(create(BOB, "reuse_existing", true).path("reused").booleanValue()).isFalse();
    assertThat(create(ANN, "reuse_existing", true).path("reused").booleanValue()).isTrue();
    assertThat(created()).hasSize(2);
  }

  private List<ContainerSpec> created() {
    return docker.requests("container/create").stream()
        .map(request -> (ContainerSpec) Objects.requireNonNull(request.body()))
        .toList();
  }

  @Test
  void cleaningUpAllRemovesNothingOfAnothers() {
    create(ANN, "session_id", "s");
    create(ANN);
    JsonNode removed =
        ok(call(BOB, "cleanup_container", "cleanup_all", true, "remove_volumes", true));

    assertThat(removed)
        .hasToString("{\"removed\":[],\"volumes_removed\":[],\"failed\":[],\"left_in_use\":0}");
    assertThat(listed(ANN)).hasSize(2);
  }

  /** The local principal's names and volumes are those of the Python server. */
  @Test
  void theLocalPrincipalsNamesAreTheEngines() {
    create(Principal.LOCAL, "name", "web", "session_id", "s");

    assertThat(created().get(0).name()).isEqualTo("web");
    assertThat(created().get(0).volumes().get(0).volume()).contains("mcp-session-s");
    assertThat(SandboxFixture.id("web"))
        .isEqualTo(Objects.requireNonNull(containers.get("web")).getId());
  }

  @Test
  void anothersProcessIsAsUnknownAsNone() throws Exception {
    String web = create(ANN, "name", "web").path("name").asText();
    CountDownLatch end = new CountDownLatch(1);
    docker.answer(
        "exec/start",
        request -> {
          end.await();
          return null;
        });
    try {
      String id =
          ok(call(ANN, "start_process", "container_id", web, "command", "sleep 600"))
              .path("process_id")
              .asText();

      for (Principal principal : List.of(BOB, Principal.LOCAL)) {
        assertThat(ok(call(principal, "list_processes")).path("processes")).isEmpty();
        assertThat(ofProcess(principal, "stop_process", id))
            .isEqualTo(ofProcess(principal, "stop_process", "absent"));
        assertThat(ofProcess(principal, "send_input", id, "input", "x"))
            .isEqualTo(ofProcess(principal, "send_input", "absent", "input", "x"));
        assertThat(ofOutput(principal, id)).isEqualTo(ofOutput(principal, "absent"));
      }
      assertThat(ok(call(ANN, "list_processes")).path("processes"))
          .singleElement()
          .satisfies(it -> assertThat(it.path("state").asText()).isEqualTo("running"));
      assertThat(ok(call(ANN, "read_output", "output_id", id)).path("output").asText()).isEmpty();
    } finally {
      end.countDown();
    }
  }

  private String ofProcess(Principal principal, String tool, String id, Object... more) {
    Object[] all = new Object[more.length + 2];
    all[0] = "process_id";
    all[1] = id;
    System.arraycopy(more, 0, all, 2, more.length);
    return refused(call(principal, tool, all), id);
  }

  private String ofOutput(Principal principal, String id) {
    return refused(call(principal, "read_output", "output_id", id), id);
  }

  private static String refused(ToolReply reply, String id) {
    assertThat(reply.structured().at("/error/code").asText())
        .as(reply.text())
        .isEqualTo("NOT_FOUND");
    return (reply.text() + reply.structured()).replace(id, "…");
  }
}
