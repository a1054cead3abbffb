package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.Test;

/** Texts that callers have and that an engine has its own ideas of. */
class ArgumentFormsIT extends ProcessTest {
  private static final String PEM =
      "-----BEGIN PRIVATE KEY-----\nMIIB VgIB\n+/=\n\n-----END PRIVATE KEY-----\n";

  private static final String PRINT = "printf %s \"$PEM\"";

  @Test
  void c22AnEnvironmentValueWithLineBreaksArrivesExactly() {
    Map<String, String> environment = Map.of("PEM", PEM + " \r\n B=2\n", "B", "1");
    String sum = run(box, "cksum", "stdin", PEM + " \r\n B=2\n").ok().get("stdout");
    String own = create(Images.BUSYBOX, "environment", environment);

    assertThat(run(own, PRINT + " | cksum; echo $B").ok().get("stdout")).isEqualTo(sum + "1\n");
    assertThat(run(box, PRINT + " | cksum; echo $B", "environment", environment).ok().get("stdout"))
        .isEqualTo(sum + "1\n");
    String process = start(PRINT + " | cksum; echo $B", "environment", environment);
    Eventually.within(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(read(process).get("output")).isEqualTo(sum + "1\n"));
  }

  /** Case, and the two ways to write an accent, which some file systems take for one. */
  @Test
  void c31SessionsOfAnyTextHaveAWorkspaceEach() {
    List<String> sessions = List.of("c31:\u00e9 1", "c31:e\u0301 1", "C31:\u00e9 1", "c31-plain");
    for (String session : sessions) {
      String id = create(Images.BUSYBOX, "session_id", session);
      run(id, "printf %s \"$S\" >/workspace/mine", "environment", Map.of("S", session)).ok();
    }
    for (String session : sessions) {
      Reply listing = server.call("list_containers", arguments("session_id", session)).ok();
      assertThat(listing.content().path("containers")).hasSize(1);
      JsonNode entry = listing.content().at("/containers/0");
      assertThat(entry.path("session_id").asText()).isEqualTo(session);
      assertThat(run(entry.path("name").asText(), "cat /workspace/mine").ok().get("stdout"))
          .isEqualTo(session);
    }
    for (String session : sessions) {
      Reply removed =
          server
              .call("cleanup_container", arguments("session_id", session, "remove_volumes", true))
              .ok();
      assertThat(removed.content().path("removed")).hasSize(1);
      assertThat(removed.content().path("volumes_removed")).hasSize(1);
    }
  }
}
