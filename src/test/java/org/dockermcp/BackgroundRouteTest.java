package org.dockermcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.lifecycle.SandboxActivity;
import org.dockermcp.tool.ToolReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Background processes that cannot start. */
class BackgroundRouteTest extends RouteTest {
  private static final Sandbox WEB = SandboxFixture.running("web");

  @BeforeEach
  void aSandboxRuns() {
    engineHas("web", "running", ours());
  }

  private SandboxActivity activity() {
    return context().getRegistry().lookupByNameAndType("activity", SandboxActivity.class);
  }

  private ToolReply start() {
    return call("start_process", Map.of("container_id", "web", "command", "sleep 600"));
  }

  private ToolReply runInBackground() {
    return call(
        "execute_code",
        Map.of("container_id", "web", "command", "sleep 600", "on_timeout", "background"));
  }

  private JsonNode listed() {
    return ok(call("list_processes", Map.of())).path("processes");
  }

  /** More often than there are slots, of which none may stay in use. */
  @Test
  void whatCannotStartDuringAnInstallIsBusyAndLeavesNothingBehind() throws Exception {
    AutoCloseable install = activity().enterExclusively(WEB, "install");
    for (int i = 0; i < 40; i++) {
      ToolReply refused = i % 2 == 0 ? start() : runInBackground();

      assertThat(refused.structured().at("/error/code").asText())
          .as(refused.text())
          .isEqualTo("BUSY");
      assertThat(refused.text()).contains("packages are being installed");
    }

    assertThat(listed()).isEmpty();
    assertThat(docker.operations()).doesNotContain("exec/create", "exec/start");
    install.close();
    assertThat(ok(start()).path("process_id").asText()).isNotEmpty();
  }
}
