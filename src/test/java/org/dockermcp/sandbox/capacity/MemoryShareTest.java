package org.dockermcp.sandbox.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.github.dockerjava.api.model.Container;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.docker.LoopbackEngine;
import org.dockermcp.sandbox.EngineAnswers;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.capacity.MemoryShare.Claim;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of an engine of 8 GiB, half of which sandboxes may use. */
class MemoryShareTest {
  private static final long GIB = 1L << 30;

  private final LoopbackEngine loopback = new LoopbackEngine();
  private final MemoryShare share = share();

  private MemoryShare share() {
    try {
      return new MemoryShare(
          Settings.load(Map.of("DOCKER_MCP_MEMORY_SHARE", "50%")),
          new Ownership(EngineAnswers.OWNER, ""),
          new EngineFacts(new Engine(loopback.environment())));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void engineHasEight() {
    loopback.answer("GET /info", 200, "{\"MemTotal\": %d}".formatted(8 * GIB));
  }

  @AfterEach
  void closeEngine() {
    loopback.close();
  }

  private static Container of(String name, String state, long gib) {
    String limits = new Limits(gib * GIB, 1.0, 512).label();
    return EngineAnswers.listed(name, state, EngineAnswers.ours("mcp-limits", limits));
  }

  private static Claim claim(String name, long gib) {
    return new Claim("create container '" + name + "'", name, gib * GIB);
  }

  private void isRefused(Claim claim, List<Container> containers) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> share.admit(claim, containers))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void saysWhatThereIsAndWhatIsAskedFor() {
    List<Container> running = List.of(of("a", "running", 2), of("b", "paused", 1));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> share.admit(claim("web", 2), running))
        .withMessage(
            "Could not create container 'web': the containers that run may use 4.0 GiB of this"
                + " engine's 8.0 GiB of memory together, and with its 2.0 GiB they would be at 5.0"
                + " GiB; remove some, for idle ones count while they run, or"
                + " ask for less memory_bytes.");
    assertThatNoException().isThrownBy(() -> share.admit(claim("web", 1), running));
  }

  @Test
  void whatDoesNotRunOrIsNotOursDoesNotCount() {
    Container foreign = EngineAnswers.listed("f", "running", Map.of("mcp-limits", "1 1.0 1"));

    assertThatNoException()
        .isThrownBy(() -> share.admit(claim("web", 4), List.of(of("a", "exited", 4), foreign)));
  }

  @Test
  void whatIsClaimedCountsUntilTheEngineShowsIt() {
    share.admit(claim("a", 3), List.of());
    isRefused(claim("b", 2), List.of());
    isRefused(claim("b", 2), List.of(of("a", "running", 3)));
    assertThatNoException()
        .isThrownBy(() -> share.admit(claim("c", 1), List.of(of("a", "running", 3))));

    share.release(claim("a", 3));
    share.release(claim("c", 1));

    isRefused(claim("b", 2), List.of(of("a", "running", 3)));
    assertThatNoException().isThrownBy(() -> share.admit(claim("b", 4), List.of()));
  }

  @Test
  void oneThatIsStartedTwiceAtOnceCountsOnce() {
    share.admit(claim("a", 3), List.of(of("a", "exited", 3)));
    share.admit(claim("a", 3), List.of(of("a", "running", 3)));
    share.release(claim("a", 3));

    isRefused(claim("b", 2), List.of());
  }

  @Test
  void anEngineThatTellsNoMemoryBoundsNothing() {
    loopback.answer("GET /info", 200, "{}");

    assertThatNoException().isThrownBy(() -> share.admit(claim("web", 1000), List.of()));
  }
}
