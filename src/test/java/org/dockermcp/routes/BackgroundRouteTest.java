package org.dockermcp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Background processes that cannot start. */
class BackgroundRouteTest extends RouteTest {
  @BeforeEach
  void aSandboxRuns() {
    engineHas("web", "running", ours());
  }

  /** Installs with a lent network, which takes until the test goes on. */
  private Future<ToolReply> install(Semaphore begun, CountDownLatch end) {
    commandsWrite("manager pip\n");
    docker.answer(
        "container/top",
        request -> {
          begun.release();
          end.await();
          throw new InternalServerErrorException("the test is over");
        });
    Map<String, Object> arguments =
        Map.of("container_id", "web", "package_manager", "pip", "packages", List.of("six"));
    ToolCall call = ToolCall.local("0000", "add_dependencies", new Arguments(arguments));
    return CompletableFuture.supplyAsync(
        () -> template().requestBody("direct:call", call, ToolReply.class));
  }

  private ToolReply start() {
    return call("start_process", Map.of("container_id", "web", "command", "sleep 600"));
  }

  private ToolReply runInBackground() {
    return call(
        "execute_code",
        Map.of("container_id", "web", "command", "sleep 600", "on_timeout", "background"));
  }

  private JsonNode listed() {
    return ok(call("list_processes", Map.of())).path("processes");
  }

  /** More often than there are slots, of which none may stay in use. */
  @Test
  void whatCannotStartDuringAnInstallIsBusyAndLeavesNothingBehind() throws Exception {
    Semaphore begun = new Semaphore(0);
    CountDownLatch end = new CountDownLatch(1);
    Future<ToolReply> install = install(begun, end);
    assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    int before = docker.operations().size();
    for (int i = 0; i < 40; i++) {
      ToolReply refused = i % 2 == 0 ? start() : runInBackground();

      assertThat(refused.structured().at("/error/code").asText())
          .as(refused.text())
          .isEqualTo("BUSY");
      assertThat(refused.text()).contains("packages are being installed");
    }

    assertThat(listed()).isEmpty();
    assertThat(docker.operations().subList(before, docker.operations().size()))
        .doesNotContain("exec/create", "exec/start");
    end.countDown();
    assertThat(install.get(60, TimeUnit.SECONDS).failed()).isTrue();
    assertThat(ok(start()).path("process_id").asText()).isNotEmpty();
  }
}
