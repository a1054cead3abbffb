package org.dockermcp.sandbox.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineDisk.Room;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Program;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

/** With the limit of 2 GiB and the floor of 5 %, on a disk of 100 GiB. */
class DiskRulesTest {
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;
  private static final Optional<Room> PLENTY = room(50);
  private static final Optional<Room> SHORT = room(4);

  private final DiskRules rules = rules();
  private final WatchedSandbox box = new WatchedSandbox(SandboxFixture.running("web"));

  private static Settings settings() {
    try {
      return Settings.load(Map.of());
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private static DiskRules rules() {
    EngineRoutes routes = new AnsweringRoutes();
    return new DiskRules(
        settings(), new DiskFloor(settings(), new EngineDisk(routes, new EngineFacts(routes))));
  }

  private static Optional<Room> room(long gib) {
    return Optional.of(new Room(gib * GIB, 100 * GIB));
  }

  private Command command() {
    Command command =
        CommandsFixture.commands(settings())
            .own(
                "7f3a",
                SandboxFixture.running("web"),
                new Program(List.of("sh"), ""),
                Duration.ofSeconds(1));
    box.begin(command);
    return command;
  }

  @Test
  void oneThatHasTooMuchIsStoppedWhileItGrows() {
    box.has(GIB);
    box.has(2 * GIB);
    assertThat(rules.tooMuch(box, PLENTY)).isEmpty();

    box.has(5 * GIB / 2);
    assertThat(rules.tooMuch(box, PLENTY))
        .contains(
            "the container's disk limit is reached: it uses 2.5 GiB of 2.0 GiB, volumes"
                + " included");

    box.has(5 * GIB / 2);
    assertThat(rules.tooMuch(box, PLENTY)).isEmpty();
    box.has(9 * GIB / 4);
    assertThat(rules.tooMuch(box, PLENTY)).isEmpty();
  }

  @Test
  void whatItHadBeforeAnybodyLookedIsNoGrowth() {
    box.has(3 * GIB);

    assertThat(rules.tooMuch(box, PLENTY)).isEmpty();
  }

  @Test
  void whatItWroteWhileItWasStoppedIsNoGrowth() {
    box.has(GIB);
    box.has(3 * GIB);
    Command command = command();
    assertThat(box.stop("full")).isTrue();
    box.end(command);
    box.has(4 * GIB);

    assertThat(rules.tooMuch(box, PLENTY)).isEmpty();
    assertThat(command.output().stopped()).contains("full");
    assertThat(box.stop("full")).isFalse();
  }

  @Test
  void whoeverGrowsIsStoppedWhenTheDiskIsShort() {
    box.has(0);
    box.has(MIB);
    assertThat(rules.tooMuch(box, SHORT)).isEmpty();

    box.has(3 * MIB);
    assertThat(rules.tooMuch(box, SHORT))
        .contains("the engine's disk has 4.0 GiB free, and 5.0 GiB are reserved");
    assertThat(rules.tooMuch(box, Optional.empty())).isEmpty();
  }

  @Test
  void allAreStoppedWhenTheDiskIsShortAndShrinksUnseen() {
    assertThat(rules.tooMuchByNobody(SHORT, 4 * GIB + 2 * MIB)).isPresent();
    assertThat(rules.tooMuchByNobody(SHORT, 4 * GIB)).isEmpty();
    assertThat(rules.tooMuchByNobody(PLENTY, 60 * GIB)).isEmpty();
    assertThat(rules.tooMuchByNobody(Optional.empty(), 60 * GIB)).isEmpty();
  }

  @Test
  void aLookIsDueWhenSomethingWasTakenOrNobodyKnows() {
    assertThat(rules.isDue(box, Optional.of(false))).as("never seen").isTrue();
    box.has(0);
    assertThat(rules.isDue(box, Optional.of(false))).isFalse();
    assertThat(rules.isDue(box, Optional.of(true))).isTrue();
    assertThat(rules.isDue(box, Optional.empty())).as("idle").isFalse();
    command();
    assertThat(rules.isDue(box, Optional.empty())).as("at work").isTrue();
    assertThat(rules.isDue(box, Optional.of(false))).isFalse();
    box.has(3 * GIB);
    assertThat(rules.isDue(box, Optional.of(false))).as("over its limit").isTrue();
  }

  @Test
  void nothingBeginsInOneThatHasFarTooMuch() {
    box.has(4 * GIB);
    assertThatNoException().isThrownBy(() -> rules.refuseWhenFull(box));

    box.has(4 * GIB + MIB);
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> rules.refuseWhenFull(box))
        .withMessage(
            "Could not run a command in container 'web': it uses 4.0 GiB of disk with its"
                + " volumes, and its limit is 2.0 GiB; remove it with its volumes and create"
                + " another.")
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DENIED));
  }
}
