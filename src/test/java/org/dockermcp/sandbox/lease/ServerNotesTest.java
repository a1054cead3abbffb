package org.dockermcp.sandbox.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerNotesTest {
  @Test
  void readsWhatItWrites() {
    ServerNotes notes =
        new ServerNotes(
            Optional.of("unix:///var/run/docker.sock"),
            Map.of(
                "b",
                Instant.ofEpochMilli(1),
                "other/a",
                Instant.ofEpochMilli(1),
                "a",
                Instant.ofEpochMilli(1_700_000_000_000L)),
            Set.of("b"));

    assertThat(notes.text())
        .isEqualTo(
            """
            docker-mcp server
            engine unix:///var/run/docker.sock
            session a 1700000000000
            used b 0000000000001
            session other/a 0000000000001
            """);
    assertThat(ServerNotes.of(List.of(notes.text().split("\n", -1)))).isEqualTo(notes);
  }

  @Test
  void leavesOutWhatIsHalfWritten() {
    assertThat(
            ServerNotes.of(
                List.of("engin", "session a 17000000", "session ../../b 1700000000000", "\0\0")))
        .isEqualTo(ServerNotes.NONE);
  }
}
