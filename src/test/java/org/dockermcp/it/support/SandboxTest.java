package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/**
 * A server for each test class, and nothing left in the engine afterwards. Classes with the default
 * settings share one, so they tell their sessions and containers apart by name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SandboxTest {
  private final Engine engine = new Engine(System.getenv());
  protected final McpServerProcess server;

  private final boolean shared;

  /** With the default settings and a server that other classes use too. */
  protected SandboxTest() {
    this(SharedServers.with(Map.of()), true);
  }

  /** With a server of its own. */
  protected SandboxTest(Map<String, String> settings) {
    this(McpServerProcess.start(settings), false);
  }

  SandboxTest(McpServerProcess server, boolean shared) {
    this.server = server;
    this.shared = shared;
  }

  /** The engine, seen past the server. */
  protected final DockerClient docker() {
    return engine.control();
  }

  /** Creates a container and gives its id. */
  protected final String create(String image, Object... more) {
    String id =
        server.call("create_container", arguments("image", image, more)).ok().get("container_id");
    SandboxWatch.expect(id);
    return id;
  }

  protected final Reply run(String container, String command, Object... more) {
    Map<String, Object> arguments = arguments("container_id", container, more);
    arguments.put("command", command);
    return server.call("execute_code", arguments);
  }

  public static Map<String, Object> arguments(String name, Object value, Object... more) {
    Map<String, Object> arguments = new HashMap<>(Map.of(name, value));
    for (int i = 0; i < more.length; i += 2) {
      arguments.put(String.valueOf(more[i]), more[i + 1]);
    }
    return arguments;
  }

  /** The engine's containers that carry this label. */
  protected final List<Container> labelled(String label, String value) {
    return docker()
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(label, value))
        .exec();
  }

  /** Runs the same work at once and gives all results. */
  public static <T> List<T> atOnce(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(work)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }

  @AfterAll
  final void leaveNothing() {
    boolean left = false;
    try {
      Reply cleanup =
          server
              .call("cleanup_container", Map.of("cleanup_all", true, "remove_volumes", true))
              .ok();
      assertThat(cleanup.content().path("failed")).isEmpty();
      Reply rest = server.call("list_containers", Map.of("show_all", true)).ok();
      assertThat(rest.content().path("containers")).isEmpty();
      server.wroteNothingButMessages();
      left = true;
    } finally {
      engine.close();
      if (!left) {
        // No other class is to suffer from what this one did to it.
        SharedServers.closeAll();
      }
      if (!shared) {
        server.close();
      }
    }
    serverIsClosed();
  }

  /** For what must outlive the server; the methods after all tests come before its end. */
  protected void serverIsClosed() {}

  /** What the engine's inspect says of a container's mounts, network and limits. */
  protected final InspectContainerResponse inspect(String container) {
    return Objects.requireNonNull(docker().inspectContainerCmd(container).exec());
  }
}
