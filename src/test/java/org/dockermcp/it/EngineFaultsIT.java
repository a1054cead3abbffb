package org.dockermcp.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dockermcp.it.McpServerProcess.Reply;
import org.junit.jupiter.api.Test;

/** What callers are told when the engine is down, comes up, or goes away. */
class EngineFaultsIT {

  @Test
  void tellsAnEngineThatIsDownAsAFindingWithinTwoSeconds() {
    try (McpServerProcess server =
        McpServerProcess.start(Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock"))) {
      server.call("check_engine", Map.of());
      long start = System.nanoTime();
      Reply reply = server.call("check_engine", Map.of()).ok();

      assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
      assertThat(reply.content().path("available").booleanValue()).isFalse();
      assertThat(reply.get("reason"))
          .isEqualTo(
              "no Docker engine answers at unix:///nonexistent/docker.sock (No such file or directory)");
      assertThat(reply.get("hint"))
          .isEqualTo("start Docker, or name another engine with DOCKER_HOST");
      assertThat(server.call("list_containers", Map.of()).message())
          .isEqualTo(
              "Could not complete list_containers: no Docker engine answers at"
                  + " unix:///nonexistent/docker.sock (No such file or directory); start Docker, or see check_engine.");
      assertThat(server.call("list_containers", Map.of()).code()).isEqualTo("ENGINE_UNAVAILABLE");
    }
  }

  @Test
  void worksOnceTheEngineIsUp() throws Exception {
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess server =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      assertThat(server.call("list_containers", Map.of()).code()).isEqualTo("ENGINE_UNAVAILABLE");

      proxy.open();

      Reply reply = server.call("check_engine", Map.of()).ok();
      assertThat(reply.content().path("available").booleanValue()).isTrue();
      assertThat(reply.get("endpoint")).isEqualTo(proxy.dockerHost());
      assertThat(reply.get("provider")).isEqualTo("DOCKER_HOST");
    }
  }

  @Test
  void saysThatTheFateOfACommandIsUnknownWhenTheEngineGoesAway() throws Exception {
    try (EngineProxy proxy = new EngineProxy();
        McpServerProcess server =
            McpServerProcess.start(Map.of("DOCKER_HOST", proxy.dockerHost()))) {
      proxy.open();
      String box =
          server
              .call("create_container", Map.of("image", Images.BUSYBOX, "name", "lost-it"))
              .ok()
              .get("container_id");
      CompletableFuture<Reply> running =
          CompletableFuture.supplyAsync(
              () ->
                  server.call(
                      "execute_code",
                      Map.of("container_id", box, "command", "echo begun; sleep 20")));
      proxy.awaitText("begun");

      proxy.cut();

      Reply reply = running.get(10, TimeUnit.SECONDS);
      assertThat(reply.code()).isEqualTo("ENGINE_LOST");
      assertThat(reply.message())
          .isEqualTo(
              "Could not tell how the command in container 'lost-it' ended: the connection to the"
                  + " Docker engine broke while it ran; see check_engine, and look at what the"
                  + " command has done before running it again.");
      assertThat(reply.get("stdout")).isEqualTo("begun\n");
      assertThat(reply.content().path("exit_code").isNull()).isTrue();
      proxy.open();
      server.call("cleanup_container", Map.of("container_id", box)).ok();
    }
  }
}
