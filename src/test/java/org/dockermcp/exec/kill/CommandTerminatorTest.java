package org.dockermcp.exec.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFeatures;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.kill.Termination.Step;
import org.dockermcp.exec.output.OutputBudget;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.sandbox.SandboxFixture;
import org.junit.jupiter.api.Test;

class CommandTerminatorTest {
  private final CommandTerminator terminator = CommandsFixture.terminator();

  private Termination begun() {
    return terminator.begin(
        new Command(
            "7f3a",
            SandboxFixture.running("web"),
            new Program(List.of("sleep", "600"), ""),
            new SandboxEnvironment(Map.of()),
            Sandbox.WORKSPACE,
            Duration.ofSeconds(1),
            System.nanoTime(),
            new OutputBudget(100, OutputSink.NONE),
            null));
  }

  @Test
  void isFinishedWhenTheScriptSawThatNothingIsLeft() {
    Termination begun = begun();
    begun.report().stdout("gone\n".getBytes(StandardCharsets.US_ASCII));
    Termination checked = terminator.checked(begun);

    assertThat(checked.isUnfinished()).isFalse();
    assertThat(checked.gone()).isTrue();
    assertThat(checked.killedOthers()).isFalse();
    assertThat(terminator.ended(Step.TAGGED)).isEqualTo(1);
  }

  @Test
  void anInterruptRepeatsTheStep() {
    Termination begun = begun();

    for (Throwable fault :
        List.of(
            new InterruptedException("cancelled"),
            new IllegalStateException("exec", new InterruptedException("cancelled")))) {
      Termination repeated = terminator.stepFailed(begun, fault);
      assertThat(repeated.step()).isEqualTo(Step.TAGGED);
      assertThat(repeated.triesLeft()).isEqualTo(begun.triesLeft());
      assertThat(repeated.isUnfinished()).isTrue();
    }
  }

  @Test
  void interruptsNeverEscalateHoweverManyTheyAre() {
    Termination termination = begun();
    int interrupts = 0;
    while (termination.isUnfinished()) {
      termination = terminator.stepFailed(termination, new InterruptedException("cancelled"));
      assertThat(termination.step()).isEqualTo(Step.TAGGED);
      interrupts++;
    }

    assertThat(interrupts).isEqualTo(Termination.MOST_INTERRUPTS + 1);
    assertThat(termination.gone()).isFalse();
    assertThat(termination.killedOthers()).isFalse();
  }

  @Test
  void aStepThatFailsLeadsToTheNextAndTheLastToNone() {
    List<Step> steps = new ArrayList<>();
    for (Termination termination = begun();
        termination.isUnfinished();
        termination = terminator.stepFailed(termination, new IllegalStateException("refused"))) {
      steps.add(termination.step());
    }

    assertThat(steps).containsExactly(Step.TAGGED, Step.ALL, Step.RESTART, Step.RECREATE);
  }

  @Test
  void anEngineThatDoesNotAnswerNeverEscalatesAndLeavesTheTerminationPending() {
    for (Throwable fault :
        List.of(
            new EngineFault.Lost("silent"),
            new EngineFault.Unavailable("silent"),
            new IllegalStateException("route", new EngineFault.Lost("silent")))) {
      Termination left = terminator.stepFailed(begun(), fault);

      assertThat(left.isUnfinished()).isFalse();
      assertThat(left.gone()).isFalse();
      assertThat(left.step()).isEqualTo(Step.TAGGED);
      assertThat(left.killedOthers()).isFalse();
    }
  }

  @Test
  void anEngineThatCannotRestartContainersIsNotAskedTo() {
    EngineFeatures features = new EngineFeatures(false, EngineFeatures.DiskQuota.NONE, true, true);
    CommandTerminator other =
        CommandsFixture.terminator(new AnsweringRoutes().engineOf(8L << 30, features));
    List<Step> steps = new ArrayList<>();
    for (Termination termination = begun();
        termination.isUnfinished();
        termination = other.stepFailed(termination, new IllegalStateException("refused"))) {
      steps.add(termination.step());
    }

    assertThat(steps).containsExactly(Step.TAGGED, Step.ALL, Step.RECREATE);
  }
}
