package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.reap.ReapScope;
import org.junit.jupiter.api.Test;

/** What a sweep removes, and what a server that leaves. */
class ReaperRouteTest extends RouteTest {
  private static final Map<String, Object> BUSYBOX = Map.of("image", "busybox");

  /** Made years ago and never started. */
  private void engineHasHalfMade(String name) {
    engineHas(name, "created", ours());
  }

  private void sweep(ReapScope scope) {
    template().requestBody("direct:reap", scope);
  }

  @Test
  void aSweepLooksAtOursAloneAndRemovesWhatWasNeverStarted() {
    engineHasHalfMade("half");
    engineHas("web", "running", ours("mcp-session", "a"));
    engineHas("other", "running", ours());

    sweep(ReapScope.INSTALLATION);

    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id("half"));
    assertThat(docker.requests("container/list").get(0).body())
        .isEqualTo(ListRequest.labelled(ours()));
  }

  @Test
  void oneThatCannotBeRemovedKeepsNoOther() {
    engineHasHalfMade("stuck");
    engineHasHalfMade("half");
    docker.answer(
        "container/remove",
        request -> {
          if (SandboxFixture.id("stuck").equals(request.header("ContainerId"))) {
            throw new InternalServerErrorException("device or resource busy");
          }
          return null;
        });

    sweep(ReapScope.INSTALLATION);

    assertThat(ids("container/remove"))
        .containsExactlyInAnyOrder(SandboxFixture.id("stuck"), SandboxFixture.id("half"));
  }

  @Test
  void whatStartedMeanwhileStays() {
    engineHasHalfMade("half");
    docker.answer(
        "inspect/container", request -> EngineAnswers.inspected("half", "running", ours()));

    sweep(ReapScope.INSTALLATION);

    assertThat(ids("container/remove")).isEmpty();
  }

  @Test
  void aServerThatLeavesRemovesWhatHasNoSession() {
    docker.answer(
        "volume/inspect",
        request ->
            EngineAnswers.of(
                """
                {"Name": "mcp-session-a", "Driver": "local",
                 "Labels": {"mcp-managed": "true", "mcp-owner": "%s", "mcp-session": "a"}}\
                """
                    .formatted(ServerFixture.owner()),
                InspectVolumeResponse.class));
    String passing = ok(call("create_container", BUSYBOX)).path("container_id").asText();
    ok(call("create_container", Map.of("image", "busybox", "session_id", "a")));
    engineHas("siblings", "running", ours("mcp-server", "0123456789abcdef"));

    sweep(ReapScope.THIS_SERVER);

    assertThat(ids("container/remove")).containsExactly(passing);
    ListRequest asked =
        (ListRequest)
            Objects.requireNonNull(
                docker.requests("container/list").stream()
                    .reduce((first, last) -> last)
                    .orElseThrow()
                    .body());
    assertThat(asked.labels()).containsAllEntriesOf(ours()).containsKey("mcp-server");
  }
}
