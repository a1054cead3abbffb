package org.dockermcp.it.support.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dockermcp.Programs;
import org.dockermcp.it.support.Images;

/**
 * An engine in namespaces of its own, by {@code src/setup/second-engine.sh}, that a test may stop,
 * kill, hang or fill; it has the images of {@link Images}. Takes root.
 *
 * <p>Closing it ends it and removes all that it made.
 */
public final class SecondEngine implements AutoCloseable {
  private static final String SCRIPT = "src/setup/second-engine.sh";

  private final Path folder;
  private final List<String> flags;

  private SecondEngine(Path folder, List<String> flags) {
    this.folder = folder;
    this.flags = flags;
  }

  /**
   * Starts one, with its data in a temporary folder, and puts the images in.
   *
   * @param flags of the script, such as {@code --registry}, or of dockerd
   */
  public static SecondEngine start(String... flags) {
    try {
      return start(Files.createTempDirectory("dmcp-engine"), flags);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same with its data in this folder, of a path of 66 characters at most. */
  public static SecondEngine start(Path folder, String... flags) {
    SecondEngine engine = new SecondEngine(folder, List.of(flags));
    engine.startAgain();
    Programs.run(
        Map.of("DOCKER_HOST", engine.dockerHost()), List.of("bash", "src/setup/images.sh"));
    return engine;
  }

  /** The same with no image but {@link Images#BUSYBOX}, which is there sooner and is small. */
  public static SecondEngine startSmall(Path folder, String... flags) {
    SecondEngine engine = new SecondEngine(folder, List.of(flags));
    engine.startAgain();
    String load = "docker save \"$1\" | docker --host \"$2\" load";
    Programs.run(
        Map.of(), List.of("bash", "-c", load, "load", Images.BUSYBOX, engine.dockerHost()));
    return engine;
  }

  /** Starts it anew on its data, after {@link #kill}; returns when it answers. */
  public void startAgain() {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT, "start", folder.toString()));
    command.addAll(flags);
    Programs.run(Map.of(), command);
  }

  public String dockerHost() {
    return "unix://" + folder + "/docker.sock";
  }

  /** What a server needs to be told to use this engine. */
  public Map<String, String> settings() {
    return Map.of("DOCKER_HOST", dockerHost());
  }

  /** The same beside other settings. */
  public Map<String, String> settings(Map<String, String> others) {
    Map<String, String> settings = new HashMap<>(others);
    settings.putAll(settings());
    return settings;
  }

  /** Kills dockerd without a word. */
  public void kill() {
    signal("KILL");
  }

  /** Hangs dockerd: it neither works nor answers until {@link #thaw}. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      String pid = Files.readString(folder.resolve("dockerd.pid")).strip();
      Programs.run(Map.of(), List.of("kill", "-" + name, pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Programs.run(Map.of(), List.of("bash", SCRIPT, "stop", folder.toString()));
  }
}
