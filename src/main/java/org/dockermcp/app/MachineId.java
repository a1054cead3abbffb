package org.dockermcp.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An id of the machine, the same at each start and different on every other machine. */
final class MachineId {
  private static final Logger LOG = LoggerFactory.getLogger(MachineId.class);
  private static final Path SYSTEM = Path.of("/etc/machine-id");
  private static final String STORED = "docker-mcp/machine-id";

  /** As systemd writes it; a system's that is not installed completely says otherwise. */
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private MachineId() {}

  /** This machine's id; empty when it has none and none can be stored. */
  static String get() {
    return get(SYSTEM, stateFolder(System.getenv()));
  }

  /**
   * The id that the system has, or else a random one that is stored for the user.
   *
   * @param system file that may have it
   * @param state folder for the stored one, made when absent
   */
  static String get(Path system, Path state) {
    return read(system).or(() -> stored(state.resolve(STORED))).orElse("");
  }

  /** Where programs keep what should survive a restart, by the XDG base directory specification. */
  static Path stateFolder(Map<String, String> environment) {
    String named = environment.getOrDefault("XDG_STATE_HOME", "");
    return named.startsWith("/")
        ? Path.of(named)
        : Path.of(System.getProperty("user.home", "")).resolve(".local/state");
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(ID.asMatchPredicate());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> stored(Path file) {
    Optional<String> before = read(file);
    if (before.isPresent()) {
      return before;
    }
    try {
      Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Path whole = Files.createTempFile(folder, "machine-id", ".new");
      String id = UUID.randomUUID().toString().replace("-", "");
      Files.write(whole, id.getBytes(StandardCharsets.UTF_8));
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      // Another process may have stored one at the same time.
      return read(file);
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "no id of this machine can be stored, so an installation at the same path of another"
              + " machine counts as this one: {}",
          e.toString());
      return Optional.empty();
    }
  }
}
