package org.dockermcp.sandbox.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dockermcp.Eventually;
import org.dockermcp.engine.ContainerUsage;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFeatures;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskWatchTest {
  private static final long GIB = 1L << 30;

  private final AnsweringRoutes engine = new AnsweringRoutes();
  private final AtomicInteger looks = new AtomicInteger();
  private final CompletableFuture<AutoCloseable> command = new CompletableFuture<>();

  /** The command has ended at the second look, and a job that it left behind has written. */
  private ContainerUsage grown() {
    int look = looks.incrementAndGet();
    if (look == 2) {
      try {
        command.get().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    return new ContainerUsage(true, 3 * GIB * look, List.of());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJobThatNoCallWaitsForEndsWithARestartWhereTheEngineHasOne(boolean restarts)
      throws Exception {
    engine
        .engineOf(8 * GIB, new EngineFeatures(restarts, EngineFeatures.DiskQuota.NONE, true, true))
        .answer("engine-disk-usage", body -> Map.of())
        .answer("engine-container-usage", body -> grown())
        .answer("engine-container-restart", body -> body)
        .answer("engine-container-remove", body -> "removed");
    EngineFacts facts = new EngineFacts(engine);
    EngineDisk disk = new EngineDisk(engine, facts);
    Settings settings = Settings.load(Map.of());
    try (DiskWatch watch =
        new DiskWatch(
            settings,
            disk,
            facts,
            new Containers(engine),
            new DiskFloor(settings, disk),
            id -> {})) {
      command.complete(
          watch.watch(
              CommandsFixture.commands(Map.of())
                  .shell(
                      ToolCall.local("1", "run", new Arguments(Map.of("command", "true"))),
                      SandboxFixture.running("web"),
                      "command")));
      String wanted = restarts ? "engine-container-restart" : "engine-container-remove";
      String other = restarts ? "engine-container-remove" : "engine-container-restart";

      Eventually.within(Duration.ofSeconds(30)).until(() -> engine.asked().contains(wanted));
      assertThat(engine.asked()).doesNotContain(other);
    }
  }
}
