package org.dockermcp.sandbox.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerRegistryTest {
  @TempDir private Path place = Path.of("");
  private Path folder = place;
  private ServerRegistry servers = new ServerRegistry(folder);

  @BeforeEach
  void prepare() {
    folder = place.resolve("servers");
    servers = new ServerRegistry(folder);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static LivingServer another(Path folder) throws IOException {
    return new LivingServer(folder, "data");
  }

  @Test
  void tellsALivingServerFromOneThatWasKilled() throws IOException {
    servers.enter();
    Instant before = Instant.now().minusSeconds(1);
    LivingServer other = another(folder);
    try (other) {
      ServerRegistry.Snapshot look = servers.snapshot();
      assertThat(look.living()).containsExactlyInAnyOrder(servers.id(), other.id());
      assertThat(look.dead()).isEmpty();
      assertThat(look.uses().get("data")).isAfter(before);
      assertThat(look.usedByOthers()).containsExactly("data");
    }

    ServerRegistry.Snapshot look = servers.snapshot();
    assertThat(look.living()).containsExactly(servers.id());
    assertThat(look.dead()).containsOnlyKeys(other.id());
    assertThat(look.dead().get(other.id())).isAfter(before);
    assertThat(look.uses()).containsOnlyKeys("data");
    assertThat(look.usedByOthers()).isEmpty();

    servers.forget(other.id());
    assertThat(servers.snapshot().dead()).isEmpty();
    assertThat(files()).containsExactly(servers.id() + ".lock");
  }

  @Test
  void leavesTheDeadOfAnotherEngineAlone() throws IOException {
    servers.enter();
    servers.uses("unix:///another");
    another(folder).close();

    assertThat(servers.snapshot().dead()).isEmpty();
  }

  @Test
  void keepsOthersOutOfItsFolder() throws IOException {
    servers.enter();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void usesNoFolderThatIsALinkOrOpenToOthers() throws IOException {
    Path real = Files.createDirectory(place.resolve("real"));
    Files.createSymbolicLink(folder, real);
    servers.enter();
    assertThat(real).isEmptyDirectory();

    Files.delete(folder);
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    servers.enter();
    assertThat(folder).isEmptyDirectory();
    assertThat(servers.snapshot())
        .isEqualTo(new ServerRegistry.Snapshot(Set.of(servers.id()), Map.of(), Map.of(), Set.of()));
  }

  @Test
  void makesItsFileAnewWhenSomebodyHasClearedItAway() throws IOException {
    servers.enter();
    servers.tell(Map.of("data", Instant.ofEpochMilli(1_700_000_000_000L)), Set.of());
    Files.delete(folder.resolve(servers.id() + ".lock"));

    servers.refresh();

    assertThat(folder.resolve(servers.id() + ".lock"))
        .hasContent("docker-mcp server\nsession data 1700000000000\n");
  }

  @Test
  void leavesItsFileOnlyWhereASessionOutlivesIt() throws IOException {
    servers.enter();
    servers.leave(true);
    assertThat(files()).isEmpty();

    servers.enter();
    servers.tell(Map.of("data", Instant.now()), Set.of());
    servers.leave(true);
    assertThat(files()).containsExactly(servers.id() + ".lock");
  }

  @Test
  void takesNothingElseForAServersFile() throws IOException {
    servers.enter();
    Files.writeString(folder.resolve("0123.lock"), "session data 1700000000000\n");
    Files.createSymbolicLink(folder.resolve("0123456789abcdef.lock"), place);

    assertThat(servers.snapshot().dead()).isEmpty();
    assertThat(servers.snapshot().uses()).isEmpty();
  }
}
