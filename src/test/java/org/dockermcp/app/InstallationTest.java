package org.dockermcp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
  private static final String ID = "0123456789abcdef".repeat(2);

  @TempDir private Path folder = Path.of("");

  private Path system(String content) throws IOException {
    return Files.writeString(folder.resolve("machine-id"), content);
  }

  @Test
  void twoMachinesWithTheSamePathAreTwoOwners() {
    Path app = Path.of("/app");

    assertThat(Installation.owner(app, ID))
        .isEqualTo(Installation.owner(app, ID))
        .matches("[0-9a-f]{8}")
        .isNotEqualTo(Installation.owner(app, ID.replace('0', 'f')));
    assertThat(Installation.owner(Path.of("/app2"), ID)).isNotEqualTo(Installation.owner(app, ID));
  }

  @Test
  void theMachinesOwnIdIsUsed() throws IOException {
    assertThat(MachineId.get(system(ID + "\n"), folder.resolve("state"))).isEqualTo(ID);
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void aMachineWithoutAnIdStoresOne() throws IOException {
    Path state = folder.resolve("state");
    String stored = MachineId.get(folder.resolve("absent"), state);

    assertThat(stored).matches("[0-9a-f]{32}");
    assertThat(MachineId.get(system("uninitialized\n"), state)).isEqualTo(stored);
    assertThat(MachineId.get(system(""), state)).isEqualTo(stored);
    assertThat(MachineId.get(system(""), folder.resolve("other"))).isNotEqualTo(stored);
  }

  @Test
  void aFolderThatCannotBeMadeIsNoFailure() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(MachineId.get(folder.resolve("absent"), file)).isEmpty();
  }

  @Test
  void theStateFolderIsTheUsers() {
    assertThat(MachineId.stateFolder(Map.of("XDG_STATE_HOME", "/state")))
        .isEqualTo(Path.of("/state"));
    assertThat(MachineId.stateFolder(Map.of("XDG_STATE_HOME", "relative")))
        .isEqualTo(MachineId.stateFolder(Map.of()))
        .endsWithRaw(Path.of(".local/state"));
  }
}
