package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.sandbox.SandboxFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sweep removes, and what a server that leaves. */
class ReaperRouteTest extends RouteTest {
  private static final Map<String, Object> BUSYBOX = Map.of("image", "busybox");

  @BeforeEach
  void engineHasNoVolumesAndNetworks() {
    engine.answer("GET /volumes", 200, "{\"Volumes\": []}");
    engine.answer("GET /networks", 200, "[]");
  }

  /** Made years ago and never started. */
  private void engineHasHalfMade(String name) {
    engineHas(name, "created", ours());
    engine.answer(
        "GET /containers/" + SandboxFixture.id(name) + "/json",
        200,
        "{\"State\": {\"Status\": \"created\"}}");
  }

  @Test
  void aSweepLooksAtOursAloneAndRemovesWhatWasNeverStarted() {
    engineHasHalfMade("half");
    engineHas("web", "running", ours("mcp-session", "a"));
    engineHas("other", "running", ours());

    template().requestBody("direct:reap", "");

    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id("half"));
    assertThat(docker.requests("container/list").get(0).body()).isEqualTo(new ListRequest(ours()));
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

    template().requestBody("direct:reap", "");

    assertThat(ids("container/remove"))
        .containsExactlyInAnyOrder(SandboxFixture.id("stuck"), SandboxFixture.id("half"));
  }

  @Test
  void whatStartedMeanwhileStays() {
    engineHasHalfMade("half");
    engine.answer(
        "GET /containers/" + SandboxFixture.id("half") + "/json",
        200,
        "{\"State\": {\"Status\": \"running\"}}");

    template().requestBody("direct:reap", "");

    assertThat(ids("container/remove")).isEmpty();
  }

  @Test
  void aServerThatLeavesRemovesWhatHasNoSession() {
    engine.answer("POST /volumes/create", 201, "{\"Name\": \"mcp-session-a\"}");
    engine.answer(
        "GET /volumes/mcp-session-a",
        200,
        """
        {"Name": "mcp-session-a", "Driver": "local",
         "Labels": {"mcp-managed": "true", "mcp-owner": "%s", "mcp-session": "a"}}"""
            .formatted(ServerFixture.owner()));
    String passing = ok(call("create_container", BUSYBOX)).path("container_id").asText();
    ok(call("create_container", Map.of("image", "busybox", "session_id", "a")));
    engineHas("siblings", "running", ours("mcp-server", "0123456789abcdef"));

    template().requestBody("direct:leave", "");

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
