package org.dockermcp.exec.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.output.OutputBudget;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.sandbox.SandboxFixture;
import org.junit.jupiter.api.Test;

class PendingTerminationsTest {
  private static final Sandbox WEB = SandboxFixture.running("web");
  private static final Sandbox DB = SandboxFixture.running("db");

  private final PendingTerminations pending = new PendingTerminations();

  private static Command command(String callId, Sandbox sandbox) {
    return new Command(
        callId,
        sandbox,
        new Program(List.of("true"), ""),
        new SandboxEnvironment(Map.of()),
        Sandbox.WORKSPACE,
        Duration.ofSeconds(1),
        System.nanoTime(),
        new OutputBudget(100, OutputSink.NONE),
        null);
  }

  @Test
  void areTakenByTheirSandboxOnce() {
    Command first = command("1", WEB);
    Command second = command("2", DB);
    pending.add(first);
    pending.add(second);

    assertThat(pending.existIn(WEB)).isTrue();
    assertThat(pending.take(WEB)).containsExactly(first);
    assertThat(pending.existIn(WEB)).isFalse();
    assertThat(pending.take(WEB)).isEmpty();
    assertThat(pending.take(DB)).containsExactly(second);
  }

  @Test
  void holdACommandThatCouldNotBeKilled() {
    Command command = command("1", WEB);
    CommandTerminator terminator = CommandsFixture.terminator();
    Termination begun = terminator.begin(command);
    pending.record(terminator.restarted(begun));
    assertThat(pending.take(WEB)).isEmpty();

    pending.record(begun);
    assertThat(pending.take(WEB)).containsExactly(command);
  }

  @Test
  void theNewestHundredAreKept() {
    for (int i = 0; i <= 100; i++) {
      pending.add(command("call-" + i, WEB));
    }

    assertThat(pending.take(WEB)).hasSize(100).noneMatch(it -> it.callId().equals("call-0"));
  }
}
