package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dockermcp.ServerFixture;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFault.StartRefused.Cause;
import org.dockermcp.engine.ExecHold;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.Test;

class CreateContainerRouteTest extends RouteTest {
  private static final Map<String, Object> WEB = Map.of("image", "busybox:1", "name", "web");

  private static RecordingDocker.Answer failsWith(DockerException fault) {
    return request -> {
      throw fault;
    };
  }

  private ContainerSpec created(int index) {
    return (ContainerSpec)
        Objects.requireNonNull(docker.requests("container/create").get(index).body());
  }

  @Test
  void createsStartsAndTriesACommand() {
    JsonNode made = ok(call("create_container", WEB));

    assertThat(docker.operations())
        .containsExactly(
            "image/inspect",
            "container/list",
            "container/create",
            "container/start",
            "inspect/container",
            "exec/create",
            "exec/start",
            "exec/inspect");
    assertThat(made.path("container_id").asText()).isEqualTo(SandboxFixture.id("web"));
    assertThat(made.path("image_digest").asText()).isEqualTo("busybox@sha256:" + "2".repeat(64));
    assertThat(made.path("ready").booleanValue()).isTrue();
    assertThat(made.path("reused").booleanValue()).isFalse();
  }

  @Test
  void triesNoCommandWhereTheSwitchIsSeenToRun() {
    docker.answer("exec/hold", request -> "up\n");

    assertThat(
            ok(call("create_container", Map.of("image", "busybox:1", "name", "seen")))
                .path("ready")
                .booleanValue())
        .isTrue();
    assertThat(docker.operations()).doesNotContain("exec/create", "exec/start");
    assertThat(docker.requests("exec/hold"))
        .first()
        .extracting(RecordingDocker.Request::body, type(ExecHold.class))
        .returns("/workspace", ExecHold::workingDir);
  }

  @Test
  void triesACommandWhereTheSwitchCouldNotBeStarted() {
    docker.answer("exec/hold", request -> "OCI runtime exec failed: no such file");
    docker.answer(
        "exec/start",
        request -> {
          throw new EngineFault.StartRefused("exec: \"/bin/sh\": no such file", Cause.NO_PROGRAM);
        });

    assertThat(
            ok(call("create_container", Map.of("image", "busybox:1", "name", "refused")))
                .path("ready")
                .booleanValue())
        .isFalse();
    assertThat(docker.operations()).contains("exec/create", "exec/start");
  }

  @Test
  void createsByTheIdThatTheTagMeantAndLabelsItOurs() {
    ok(call("create_container", WEB));

    assertThat(created(0).image()).isEqualTo(IMAGE_ID);
    assertThat(created(0).labels())
        .containsEntry("mcp-managed", "true")
        .containsEntry("mcp-owner", ServerFixture.owner())
        .containsEntry("mcp-image", "busybox:1")
        .containsEntry("mcp-network", "false")
        .containsEntry("mcp-limits", "1073741824 1.0 512");
  }

  /** An image's own labels are its containers' too, where those do not say otherwise. */
  @Test
  void setsEveryLabelOfOursSoThatAnImagesDoNotCount() {
    ok(call("create_container", WEB));

    assertThat(created(0).labels())
        .containsEntry("mcp-session", "")
        .containsEntry("mcp-principal", "local")
        .containsEntry("mcp-volume", "")
        .containsEntry("mcp-workspace-session", "")
        .containsEntry("mcp-container", "");
  }

  @Test
  void createsWithoutASessionDoNotWaitForEachOther() throws Exception {
    CountDownLatch creating = new CountDownLatch(2);
    docker.answer(
        "container/create",
        request -> {
          creating.countDown();
          assertThat(creating.await(10, TimeUnit.SECONDS)).isTrue();
          return create(request);
        });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<ToolReply>> replies =
        Stream.of("one", "two")
            .map(
                name ->
                    threads.submit(
                        () -> call("create_container", Map.of("image", "busybox:1", "name", name))))
            .toList();
    threads.shutdown();

    for (Future<ToolReply> reply : replies) {
      ok(reply.get());
    }
  }

  @Test
  void pullsOnlyWhatTheEngineDoesNotHave() {
    docker.answer(
        "image/inspect",
        request -> {
          if (docker.requests("image/pull").isEmpty()) {
            throw new NotFoundException("no such image");
          }
          return image();
        });
    ok(call("create_container", Map.of("image", "registry.example:5000/a/b:2", "name", "web")));

    assertThat(docker.operations())
        .startsWith(
            "image/inspect", "image/inspect", "image/pull", "image/inspect", "container/list");
    assertThat(docker.requests("image/pull"))
        .singleElement()
        .satisfies(
            pull -> {
              PullRequest request = (PullRequest) Objects.requireNonNull(pull.body());
              assertThat(request.repository()).isEqualTo("registry.example:5000/a/b");
              assertThat(request.tag()).isEqualTo("2");
            });
  }

  @Test
  void doesNotPullWhenTheEngineFailsOtherwise() {
    docker.answer("image/inspect", failsWith(new InternalServerErrorException("broken")));

    assertThat(call("create_container", WEB).failed()).isTrue();
    assertThat(docker.operations()).containsExactly("image/inspect");
  }

  @Test
  void removesTheContainerWhenTheStartFails() {
    docker.answer("container/start", failsWith(new InternalServerErrorException("no cgroup")));
    ToolReply reply = call("create_container", WEB);

    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id("web"));
    assertThat(docker.requests("container/remove").get(0).headers())
        .containsEntry("CamelDockerForce", "true")
        .containsEntry("CamelDockerRemoveVolumes", true);
    assertThat(reply.text()).contains("no cgroup");
  }

  @Test
  void tellsTheFirstFaultWhenTheRemovalFailsToo() {
    docker.answer("container/start", failsWith(new InternalServerErrorException("no cgroup")));
    docker.answer("container/remove", failsWith(new InternalServerErrorException("also broken")));

    assertThat(call("create_container", WEB).text()).contains("no cgroup");
  }

  @Test
  void anImageWithoutAShellRunsItsOwnCommand() {
    docker.answer(
        "container/start",
        request -> {
          if (docker.requests("container/start").size() == 1) {
            throw new NotFoundException("exec: \"/bin/sh\": stat /bin/sh: no such file");
          }
          return null;
        });
    docker.answer(
        "exec/start",
        request -> {
          throw new EngineFault.StartRefused("exec: \"/bin/sh\": no such file", Cause.NO_PROGRAM);
        });
    JsonNode made = ok(call("create_container", WEB));

    assertThat(ids("container/remove")).hasSize(1);
    assertThat(created(0).entrypoint()).startsWith("/bin/sh", "-c");
    assertThat(created(1).entrypoint()).isEmpty();
    assertThat(created(1).init()).isTrue();
    assertThat(made.path("ready").booleanValue()).isFalse();
  }

  @Test
  void doesNotCreateWhatTheMemoryDoesNotAllow() {
    engineHas("a", "running", ours("mcp-limits", "6000000000 1.0 512"));
    ToolReply reply = call("create_container", WEB);

    assertThat(reply.structured().at("/error/code").asText()).isEqualTo("BUSY");
    assertThat(docker.operations()).doesNotContain("container/create");
    containers.clear();
    ok(call("create_container", WEB));
  }

  @Test
  void aNameThatIsTakenIsTold() {
    docker.answer(
        "container/create",
        failsWith(new ConflictException("The name \"/web\" is already in use by container \"1\"")));
    ToolReply reply = call("create_container", WEB);

    assertThat(reply.text())
        .isEqualTo(
            "Could not use the name 'web': another container has this name; choose another, or"
                + " leave it out.");
    assertThat(docker.operations()).doesNotContain("container/remove", "container/start");
  }

  @Test
  void usesOneAgainThatIsAlikeAndOnlyThat() {
    ok(call("create_container", WEB));
    Map<String, Object> again = Map.of("image", "busybox:1", "reuse_existing", true);
    Map<String, Object> other = Map.of("image", "busybox:2", "reuse_existing", true);

    assertThat(ok(call("create_container", again)).path("name").asText()).isEqualTo("web");
    assertThat(ok(call("create_container", again)).path("reused").booleanValue()).isTrue();
    assertThat(ok(call("create_container", other)).path("reused").booleanValue()).isFalse();
    assertThat(docker.requests("container/create")).hasSize(2);
  }

  @Test
  void startsAStoppedOneThatIsUsedAgain() {
    ok(call("create_container", WEB));
    engineHas("web", "exited", created(0).labels());
    ok(call("create_container", Map.of("image", "busybox:1", "reuse_existing", true)));

    assertThat(ids("container/start"))
        .isEqualTo(List.of(SandboxFixture.id("web"), SandboxFixture.id("web")));
  }

  @Test
  void doesNotRemoveOneThatIsUsedAgainWhenALaterStepFails() {
    ok(call("create_container", WEB));
    docker.answer("exec/start", failsWith(new InternalServerErrorException("broken")));
    ToolReply reply =
        call("create_container", Map.of("image", "busybox:1", "reuse_existing", true));

    assertThat(reply.failed()).isTrue();
    assertThat(docker.operations()).doesNotContain("container/remove");
  }

  @Test
  void removesANewOneWhenALaterStepFails() {
    docker.answer("exec/start", failsWith(new InternalServerErrorException("broken")));

    assertThat(call("create_container", WEB).failed()).isTrue();
    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id("web"));
  }

  private ToolReply create(ToolCall call) {
    return template().requestBody("direct:call", call, ToolReply.class);
  }

  private static ToolCall creating(String name) {
    return ToolCall.local(
        "7f3a",
        "create_container",
        new Arguments(Map.of("image", "busybox:1", "name", name, "dependencies", List.of("six"))));
  }

  private void isCancelledAndLeavesNothing(ToolReply reply, String name) {
    assertThat(reply.structured().at("/error/code").asText())
        .as(reply.text())
        .isEqualTo("CANCELLED");
    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id(name));
  }

  @Test
  void aCancellationThatTheReadinessStepNoticesEndsTheCreate() {
    docker.answer(
        "exec/start",
        request -> {
          if (docker.requests("exec/start").size() == 1) {
            throw new InterruptedException("cancelled");
          }
          ((ExecRequest) Objects.requireNonNull(request.body()))
              .output()
              .stdout("gone\n".getBytes(StandardCharsets.US_ASCII));
          return null;
        });

    isCancelledAndLeavesNothing(create(creating("cancelled-unready")), "cancelled-unready");
    assertThat(docker.requests("exec/start")).hasSize(2);
  }

  @Test
  void whatWasCancelledWithoutAStepThatNoticedIsNotKept() {
    ToolCall call =
        ToolCall.local(
            "7f3a",
            "create_container",
            new Arguments(Map.of("image", "busybox:1", "name", "cancelled-late")));
    docker.answer("exec/hold", request -> "up\n");
    docker.answer(
        "container/start",
        request -> {
          call.cancellation().cancel();
          return null;
        });

    isCancelledAndLeavesNothing(create(call), "cancelled-late");
  }

  @Test
  void anEngineThatIsLostWhileReadinessIsTriedFailsTheCreate() {
    docker.answer(
        "exec/start",
        request -> {
          throw new EngineFault.Lost("broken");
        });
    ToolReply reply =
        call("create_container", Map.of("image", "busybox:1", "name", "lost-unready"));

    assertThat(reply.structured().at("/error/code").asText())
        .as(reply.text())
        .isEqualTo("ENGINE_LOST");
    assertThat(ids("container/remove")).containsExactly(SandboxFixture.id("lost-unready"));
  }
}
