package org.dockermcp.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.SortedMap;

/**
 * The settings in force, immutable.
 *
 * @param engine what runs sandboxes
 * @param profile what sandboxes may do
 * @param runtime the engine's name of what runs sandboxes; empty: its default
 * @param seccomp whose list of system calls holds
 * @param images patterns of the images that may be used, each in {@link ImagePattern}'s grammar;
 *     empty: all
 * @param memoryLimit bytes of memory of one sandbox
 * @param cpuLimit CPUs of one sandbox
 * @param pidsLimit processes and threads of one sandbox
 * @param memoryShare share of the engine's memory that running sandboxes may use in total, over 0
 *     and at most 1
 * @param diskLimit bytes of disk that one sandbox and its volume may fill
 * @param diskFloor part of the engine's disk that is kept free, 0 or more and under 1
 * @param idleTtl time without use after which a session is removed; zero: never
 * @param timeout of a command whose caller gives none
 * @param maxTimeout the longest that a caller may request
 * @param maxOutputBytes returned per command, standard output and error together
 * @param maxSpoolBytes written by one command before it is stopped
 * @param spoolLimit bytes of disk for the outputs of all commands
 * @param maxCalls that run at once
 * @param maxQueue of queued calls
 * @param maxProcesses that run in the background at once
 * @param defaultNetwork of a sandbox whose creator gives none
 * @param installNetwork whether an install may get a temporary network
 * @param caBundle certificate authorities for sandboxes; empty: the image's own
 * @param listUnmanaged whether foreign containers are listed, read-only
 * @param confirm whether clients that can ask their users do so before a sweeping removal
 * @param routes folder of the tools; empty: the installation's own
 * @param routeSchemes that routes may use beside the usual ones
 * @param monitorPort loopback port of the monitor, 0 for a free one; empty: it is off
 * @param camelCli access of the {@code camel} command line
 * @param debug whether each call is logged
 * @param camel Camel's own settings, such as {@code camel.main.message-history}, by their keys
 * @param origins each setting's text and where it came from
 */
public record Settings(
    EngineKind engine,
    Profile profile,
    Optional<String> runtime,
    Seccomp seccomp,
    List<String> images,
    long memoryLimit,
    double cpuLimit,
    int pidsLimit,
    double memoryShare,
    long diskLimit,
    double diskFloor,
    Duration idleTtl,
    Duration timeout,
    Duration maxTimeout,
    int maxOutputBytes,
    long maxSpoolBytes,
    long spoolLimit,
    int maxCalls,
    int maxQueue,
    int maxProcesses,
    Network defaultNetwork,
    InstallNetwork installNetwork,
    Optional<Path> caBundle,
    boolean listUnmanaged,
    boolean confirm,
    Optional<Path> routes,
    List<String> routeSchemes,
    OptionalInt monitorPort,
    CamelCli camelCli,
    boolean debug,
    SortedMap<String, String> camel,
    Map<Setting, Origin> origins) {

  /** Names the properties file; the only setting that cannot stand in it. */
  public static final String CONFIG_VARIABLE = "DOCKER_MCP_CONFIG";

  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MOST_TIMEOUT = Duration.ofDays(1);

  private static final int USUAL_CALLS =
      Math.max(16, 2 * Runtime.getRuntime().availableProcessors());

  /** The engine that runs sandboxes: which folder of {@code routes/lib/} is loaded. */
  public enum EngineKind {
    DOCKER;

    /** The folder's name. */
    public String folder() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The privileges of sandboxes. */
  public enum Profile {
    STANDARD,
    STRICT
  }

  /** Whose list of system calls holds: this server's, or the engine's. */
  public enum Seccomp {
    OWN,
    ENGINE
  }

  /** The network of a sandbox. */
  public enum Network {
    NONE,
    BRIDGE
  }

  /** Whether a sandbox without a network gets one for the length of an install. */
  public enum InstallNetwork {
    TEMPORARY,
    NEVER
  }

  /** Whether Camel's command line can connect. */
  public enum CamelCli {
    OFF,
    ON
  }

  /**
   * A setting as it was written.
   *
   * @param text the value's text; empty when unset
   * @param source {@code environment}, the properties file's name, or {@code default}
   */
  public record Origin(String text, String source) {}

  /**
   * Reads all settings.
   *
   * @throws SettingsException with every problem, when there is one
   */
  public static Settings load(Map<String, String> environment) throws SettingsException {
    String fileName = environment.getOrDefault(CONFIG_VARIABLE, "");
    Properties file = new Properties();
    SettingsReader reader = new SettingsReader(environment, file, fileName);
    readFile(fileName, file, reader);
    reader.unknownVariables();
    Settings settings =
        new Settings(
            reader.choice(Setting.ENGINE, EngineKind.class),
            reader.choice(Setting.PROFILE, Profile.class),
            reader.word(Setting.RUNTIME),
            reader.choice(Setting.SECCOMP, Seccomp.class),
            reader.images(Setting.IMAGES),
            reader.bytes(Setting.MEMORY_LIMIT, 6L << 20, 1L << 50),
            reader.number(Setting.CPU_LIMIT, 0.01, 1024),
            reader.whole(Setting.PIDS_LIMIT, 8, 4_194_304),
            reader.percent(Setting.MEMORY_SHARE, 1, 100),
            reader.bytes(Setting.DISK_LIMIT, 1L << 20, 1L << 50),
            reader.percent(Setting.DISK_FLOOR, 0, 99),
            reader.duration(Setting.IDLE_TTL, Duration.ZERO, Duration.ofDays(3650)),
            reader.duration(Setting.TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
            reader.duration(Setting.MAX_TIMEOUT, LEAST_TIMEOUT, MOST_TIMEOUT),
            (int) reader.bytes(Setting.MAX_OUTPUT_BYTES, 1_000, 64 << 20),
            reader.bytes(Setting.MAX_SPOOL_BYTES, 1_000, 1L << 40),
            reader.bytes(Setting.SPOOL_LIMIT, 0, 1L << 50),
            reader.whole(Setting.MAX_CALLS, 1, 1_024, USUAL_CALLS),
            reader.whole(Setting.MAX_QUEUE, 0, 10_000),
            reader.whole(Setting.MAX_PROCESSES, 0, 1_024),
            reader.choice(Setting.DEFAULT_NETWORK, Network.class),
            reader.choice(Setting.INSTALL_NETWORK, InstallNetwork.class),
            reader.file(Setting.CA_BUNDLE),
            reader.flag(Setting.LIST_UNMANAGED),
            reader.flag(Setting.CONFIRM),
            reader.folder(Setting.ROUTES),
            reader.words(Setting.ROUTE_SCHEMES),
            reader.port(Setting.MONITOR_PORT),
            reader.choice(Setting.CAMEL_CLI, CamelCli.class),
            reader.flag(Setting.DEBUG),
            reader.camel(reader.words(Setting.ROUTE_SCHEMES)),
            reader.origins());
    if (reader.problems().isEmpty() && settings.timeout.compareTo(settings.maxTimeout) > 0) {
      reader.problem("DOCKER_MCP_TIMEOUT is longer than DOCKER_MCP_MAX_TIMEOUT.");
    }
    if (settings.profile == Profile.STRICT && settings.defaultNetwork == Network.BRIDGE) {
      reader.problem(
          "DOCKER_MCP_DEFAULT_NETWORK is bridge, but DOCKER_MCP_PROFILE is strict, which gives no"
              + " sandbox a network.");
    }
    if (!reader.problems().isEmpty()) {
      throw new SettingsException(reader.problems());
    }
    return settings;
  }

  private static void readFile(String name, Properties file, SettingsReader reader) {
    if (name.isEmpty()) {
      return;
    }
    try (Reader text = Files.newBufferedReader(Path.of(name))) {
      file.load(text);
    } catch (NoSuchFileException e) {
      reader.problem(unreadable(name, "no such file"));
    } catch (IOException | IllegalArgumentException e) {
      reader.problem(unreadable(name, e.toString()));
    }
    reader.unknownKeys();
  }

  private static String unreadable(String name, String why) {
    return "%s '%s' could not be read: %s.".formatted(CONFIG_VARIABLE, name, why);
  }
}
