package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Optional;
import org.dockermcp.engine.Volumes;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class SandboxHistoryTest {
  private static final SandboxRef WEB = new SandboxRef(Principal.LOCAL, "web");

  private final SandboxHistory history = new SandboxHistory();

  private static Sandbox sandbox(String id, String name, String session, String startedAt) {
    return SandboxFixture.sandbox(
        id,
        name,
        Principal.LOCAL,
        Optional.of(session).filter(it -> !it.isEmpty()).map(SandboxFixture::session),
        Optional.of(startedAt)
            .filter(it -> !it.isEmpty())
            .map(time -> Instant.parse("2026-01-01T" + time + ":00Z")));
  }

  private static SandboxRef reference(String text) {
    return new SandboxRef(Principal.LOCAL, text);
  }

  private void assertUnknown(SandboxRef reference) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> history.lastKnown(reference))
        .withMessage(reference.notFound().message());
  }

  @Test
  void anotherStartThanTheLastOneSeenIsARestart() {
    Sandbox first = sandbox("a", "web", "s", "10:00");
    assertThat(history.record(first)).isEqualTo(first);
    assertThat(history.record(first)).isEqualTo(first);

    assertThat(history.record(sandbox("a", "web", "s", "10:05")).recovery())
        .isEqualTo(SandboxRecovery.RESTARTED);
    assertThat(history.record(sandbox("a", "web", "s", "10:05")).recovery())
        .isEqualTo(SandboxRecovery.NONE);
  }

  @Test
  void aRestartBecauseOfTheDiskIsToldAsThatOnce() {
    history.record(sandbox("a", "web", "s", "10:00"));
    history.restartedForDisk(SandboxFixture.id("a"));

    assertThat(history.record(sandbox("a", "web", "s", "10:05")).recovery())
        .isEqualTo(SandboxRecovery.RESTARTED_FOR_DISK);
    assertThat(history.record(sandbox("a", "web", "s", "10:10")).recovery())
        .isEqualTo(SandboxRecovery.RESTARTED);
  }

  @Test
  void aStartOfThisServersIsNoNews() {
    history.record(sandbox("a", "web", "s", "10:00"));
    history.restarted(SandboxFixture.id("a"));

    assertThat(history.record(sandbox("a", "web", "s", "10:05")).recovery())
        .isEqualTo(SandboxRecovery.NONE);
  }

  @Test
  void anotherContainerOfThatNameIsNotARestart() {
    history.record(sandbox("a", "web", "s", "10:00"));

    assertThat(history.record(sandbox("b", "web", "s", "10:05")).recovery())
        .isEqualTo(SandboxRecovery.NONE);
    assertUnknown(reference(SandboxFixture.id("a")));
  }

  @Test
  void isKnownByNameAndId() {
    Sandbox web = history.record(sandbox("a", "web", "s", "10:00"));

    assertThat(history.lastKnown(WEB)).isEqualTo(web);
    assertThat(history.lastKnown(reference(web.id()))).isEqualTo(web);
    assertThat(history.lastKnown(reference(web.shortId()))).isEqualTo(web);
  }

  @Test
  void withoutASessionIsNotKnown() {
    history.record(sandbox("a", "web", "", "10:00"));

    assertUnknown(WEB);
  }

  @Test
  void whatWasRemovedIsForgotten() {
    history.record(sandbox("a", "web", "s", "10:00"));
    history.forget(SandboxFixture.id("a"));

    assertUnknown(WEB);
  }

  @Test
  void whatACallerHasRemovedIsForgotten() {
    history.record(sandbox("a", "web", "s", "10:00"));
    history.record(sandbox("b", "db", "t", "10:00"));
    history.forget(sandbox -> sandbox.name().equals("web"));

    assertUnknown(WEB);
    assertThat(history.lastKnown(reference("db")).name()).isEqualTo("db");
  }

  @Test
  void anotherPrincipalsAreUnknown() {
    Sandbox others =
        SandboxFixture.sandbox(
            "o",
            "web",
            SandboxFixture.OTHER,
            Optional.of(new SessionId(SandboxFixture.OTHER, "s")),
            Optional.empty());
    history.record(others);
    assertUnknown(WEB);
    assertUnknown(reference(others.id()));

    Sandbox mine = history.record(sandbox("a", "web", "s", "10:00"));
    assertThat(history.lastKnown(WEB)).isEqualTo(mine);
    assertThat(history.lastKnown(new SandboxRef(SandboxFixture.OTHER, "web"))).isEqualTo(others);
    history.recreated(others, others);
    assertThat(history.resolveAlias(reference(others.shortId())))
        .isEqualTo(reference(others.shortId()));
  }

  @Test
  void theOldIdsLeadToTheNewest() {
    Sandbox first = sandbox("a", "web", "s", "");
    Sandbox second = sandbox("b", "web", "s", "");
    Sandbox third = sandbox("c", "web", "s", "");
    assertThat(history.recreated(first, second).recreatedAs()).isEqualTo(second.id());
    history.recreated(second, third);

    assertThat(history.resolveAlias(reference(first.shortId()))).isEqualTo(reference(third.id()));
    assertThat(history.resolveAlias(reference(second.id()))).isEqualTo(reference(third.id()));
    assertThat(history.resolveAlias(WEB)).isEqualTo(WEB);
    history.forget(third.id());
    assertThat(history.resolveAlias(reference(first.id()))).isEqualTo(reference(first.id()));
  }

  /** Its creation may fail after the removal, and then its next use has to recover it. */
  @Test
  void oneThatThisServerRemovesToRecreateItIsStillKnownAndSoAreItsOldIds() {
    Sandbox first = sandbox("a", "web", "s", "");
    Sandbox second = history.record(sandbox("b", "web", "s", ""));
    history.recreated(first, second);
    Workspaces workspaces =
        new Workspaces(new Volumes(new AnsweringRoutes()), new Ownership("", ""));

    new Removals(history, workspaces).keepingVolumes(second);

    assertThat(history.lastKnown(WEB)).isEqualTo(second);
    assertThat(history.resolveAlias(reference(first.id()))).isEqualTo(reference(second.id()));
  }

  @Test
  void knowsAThousandAtMost() {
    for (int i = 0; i <= 1000; i++) {
      history.record(sandbox("id-" + i, "box-" + i, "s", ""));
    }

    assertUnknown(reference("box-0"));
    assertThat(history.lastKnown(reference("box-1000")).name()).isEqualTo("box-1000");
  }
}
