package org.dockermcp.sandbox.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.Test;

class WatchedSandboxesTest {
  private static final int ENTRIES = 200_000;

  private final WatchedSandboxes watched = new WatchedSandboxes();

  /** A sandbox was dropped from the watch between its look-up and the entry of a command. */
  @Test
  void aCommandThatEntersIsWatchedAlsoWhileItsSandboxIsRemoved() throws Exception {
    Command command =
        CommandsFixture.commands(Map.of())
            .shell(
                ToolCall.local("1", "run", new Arguments(Map.of("command", "true"))),
                SandboxFixture.running("web"),
                "command");
    AtomicBoolean done = new AtomicBoolean();
    Thread remover =
        new Thread(
            () -> {
              while (!done.get()) {
                watched.all().forEach(watched::removeIdle);
              }
            });
    remover.start();
    try {
      for (int i = 0; i < ENTRIES; i++) {
        WatchedSandbox one = watched.enter(command, admitted -> {});
        assertThat(watched.all()).containsExactly(one);
        one.end(command);
      }
    } finally {
      done.set(true);
      remover.join();
    }
  }
}
