package org.dockermcp.exec.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.output.OutputBudget;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.sandbox.SandboxFixture;
import org.junit.jupiter.api.Test;

class PendingTerminationsTest {
  private static final Sandbox WEB = SandboxFixture.running("web");
  private static final Sandbox DB = SandboxFixture.running("db");

  private final PendingTerminations stragglers = new PendingTerminations();

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
  void areThoseOfTheSandboxAndEachIsToldOnce() {
    Command first = command("1", WEB);
    Command second = command("2", DB);
    stragglers.add(first);
    stragglers.add(second);

    assertThat(stragglers.of(WEB)).containsExactly(first);
    assertThat(stragglers.of(WEB)).isEmpty();
    assertThat(stragglers.of(DB)).containsExactly(second);
  }

  @Test
  void whatCouldNotBeEndedIsOne() {
    Command command = command("1", WEB);
    Engine engine = new Engine(Map.of());
    ProcessTokens marks = ProcessTokens.random();
    CommandTerminator endings =
        new CommandTerminator(marks, new DeadManSwitches(new EngineResources(engine), marks));
    Termination begun = endings.begin(command);
    stragglers.note(endings.restarted(begun));
    assertThat(stragglers.of(WEB)).isEmpty();

    stragglers.note(begun);
    assertThat(stragglers.of(WEB)).containsExactly(command);
  }

  @Test
  void theNewestHundredAreKept() {
    for (int i = 0; i <= 100; i++) {
      stragglers.add(command("call-" + i, WEB));
    }

    assertThat(stragglers.of(WEB)).hasSize(100).noneMatch(it -> it.callId().equals("call-0"));
  }
}
