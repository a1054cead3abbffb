package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxRecovery;
import org.dockermcp.sandbox.SandboxRef;
import org.dockermcp.sandbox.SessionId;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class SandboxHistoryTest {
  private static final SandboxRef WEB = new SandboxRef("web");

  private final SandboxHistory known = new SandboxHistory();

  private static Sandbox sandbox(String id, String name, String session, String startedAt) {
    return new Sandbox(
        SandboxFixture.id(id),
        name,
        "busybox:1",
        "sha256:1",
        "running",
        SandboxRecovery.NONE,
        startedAt,
        Optional.of(session).filter(it -> !it.isEmpty()).map(SessionId::new),
        false,
        SandboxFixture.LIMITS,
        "",
        new SandboxEnvironment(Map.of()),
        Map.of());
  }

  private void assertUnknown(SandboxRef reference) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> known.lost(reference))
        .withMessage(reference.notFound().message());
  }

  @Test
  void anotherStartThanTheLastOneSeenIsARestart() {
    Sandbox first = sandbox("a", "web", "s", "10:00");
    assertThat(known.seen(first)).isEqualTo(first);
    assertThat(known.seen(first)).isEqualTo(first);

    assertThat(known.seen(sandbox("a", "web", "s", "10:05")).revival())
        .isEqualTo(SandboxRecovery.RESTARTED);
    assertThat(known.seen(sandbox("a", "web", "s", "10:05")).revival())
        .isEqualTo(SandboxRecovery.NONE);
  }

  @Test
  void aStartOfThisServersIsNoNews() {
    known.seen(sandbox("a", "web", "s", "10:00"));
    known.restarted(SandboxFixture.id("a"));

    assertThat(known.seen(sandbox("a", "web", "s", "10:05")).revival())
        .isEqualTo(SandboxRecovery.NONE);
  }

  @Test
  void anotherContainerOfThatNameIsNotARestart() {
    known.seen(sandbox("a", "web", "s", "10:00"));

    assertThat(known.seen(sandbox("b", "web", "s", "10:05")).revival())
        .isEqualTo(SandboxRecovery.NONE);
    assertUnknown(new SandboxRef(SandboxFixture.id("a")));
  }

  @Test
  void isKnownByNameAndId() {
    Sandbox web = known.seen(sandbox("a", "web", "s", "10:00"));

    assertThat(known.lost(WEB)).isEqualTo(web);
    assertThat(known.lost(new SandboxRef(web.id()))).isEqualTo(web);
    assertThat(known.lost(new SandboxRef(web.shortId()))).isEqualTo(web);
  }

  @Test
  void withoutASessionIsNotKnown() {
    known.seen(sandbox("a", "web", "", "10:00"));

    assertUnknown(WEB);
  }

  @Test
  void whatWasRemovedIsForgotten() {
    known.seen(sandbox("a", "web", "s", "10:00"));
    known.forget(SandboxFixture.id("a"));

    assertUnknown(WEB);
  }

  @Test
  void whatACallerWantsRemovedIsForgotten() {
    known.seen(sandbox("a", "web", "s", "10:00"));
    known.seen(sandbox("b", "db", "t", "10:00"));
    known.forget(new Cleanup.Selection(Optional.empty(), Optional.of(new SessionId("s")), false));

    assertUnknown(WEB);
    assertThat(known.lost(new SandboxRef("db")).name()).isEqualTo("db");
    known.forget(new Cleanup.Selection(Optional.of("db"), Optional.empty(), false));
    assertUnknown(new SandboxRef("db"));
  }

  @Test
  void theOldIdsLeadToTheNewest() {
    Sandbox first = sandbox("a", "web", "s", "");
    Sandbox second = sandbox("b", "web", "s", "");
    Sandbox third = sandbox("c", "web", "s", "");
    assertThat(known.remade(first, second).remadeAs()).isEqualTo(second.id());
    known.remade(second, third);

    assertThat(known.current(new SandboxRef(first.shortId())))
        .isEqualTo(new SandboxRef(third.id()));
    assertThat(known.current(new SandboxRef(second.id()))).isEqualTo(new SandboxRef(third.id()));
    assertThat(known.current(WEB)).isEqualTo(WEB);
    known.forget(third.id());
    assertThat(known.current(new SandboxRef(first.id()))).isEqualTo(new SandboxRef(first.id()));
  }

  @Test
  void knowsAThousandAtMost() {
    for (int i = 0; i <= 1000; i++) {
      known.seen(sandbox("id-" + i, "box-" + i, "s", ""));
    }

    assertUnknown(new SandboxRef("box-0"));
    assertThat(known.lost(new SandboxRef("box-1000")).name()).isEqualTo("box-1000");
  }
}
