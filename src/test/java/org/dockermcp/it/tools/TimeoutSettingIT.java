package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the operator's time limit applies where a caller gives none. */
@Tag("alone")
class TimeoutSettingIT extends SandboxTest {
  TimeoutSettingIT() {
    super(Map.of("DOCKER_MCP_TIMEOUT", "2"));
  }

  @Test
  void usesTheOperatorsTimeoutWhenNoneIsGiven() {
    String box = create(Images.BUSYBOX);

    assertThat(run(box, "sleep 30").code()).isEqualTo("TIMED_OUT");
    assertThat(run(box, "sleep 3; echo done", "timeout", 60).ok().get("stdout"))
        .isEqualTo("done\n");
  }
}
