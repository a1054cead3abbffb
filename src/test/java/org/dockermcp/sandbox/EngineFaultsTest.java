package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class EngineFaultsTest {
  private static final ToolCall CALL =
      ToolCall.local("7f3a", "execute_code", new Arguments(Map.of()));

  private static ToolFailure told(Throwable fault) {
    return new EngineFaults().map(CALL, fault).orElseThrow();
  }

  @Test
  void aConnectionThatBreaksLeavesTheFateUnknown() {
    ToolFailure failure = told(new RuntimeException(new EngineFault.Lost("Broken pipe")));

    assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_LOST);
    assertThat(failure)
        .hasMessage(
            "Could not complete execute_code: the connection to the Docker engine broke, so the"
                + " outcome is unknown; inspect the container before trying again.");
  }

  @Test
  void aRefusalIsToldInTheEnginesOwnWords() {
    ToolFailure failure = told(new EngineFault.Refused("disk\nfull."));

    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(failure)
        .hasMessage(
            "Could not complete execute_code: the engine refused: disk full (reference 7f3a); try"
                + " again, or tell the operator, whose log has the reference.");
  }

  @Test
  void aFullDiskIsSaidWithoutTheEnginesPaths() {
    ToolFailure failure =
        told(
            new EngineFault.NoSpace(
                "mkdir /x/overlay2: no space left on device", new RuntimeException()));

    assertThat(failure.code()).isEqualTo(ErrorCode.ENGINE_UNAVAILABLE);
    assertThat(failure)
        .hasMessage(
            "Could not complete execute_code: the Docker engine's disk is full; free space on the"
                + " engine's machine and try again.");
  }

  @Test
  void aFaultOfOursIsNoneOfTheEngines() {
    assertThat(new EngineFaults().map(CALL, new IllegalStateException("x")))
        .isEqualTo(Optional.empty());
  }
}
