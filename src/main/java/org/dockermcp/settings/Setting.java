package org.dockermcp.settings;

import java.util.Locale;

/** Every setting an operator can make, with its default as it would be written. */
public enum Setting {
  ENGINE(
      "docker", "what runs sandboxes: docker, whose routes are in lib/docker; others may follow"),
  PROFILE(
      "standard",
      "what sandboxes may do: standard, or strict, without root, network or a writable system"),
  RUNTIME(
      "",
      "the engine's runtime that sandboxes run in, such as runsc for gVisor; empty: its default"),
  SECCOMP("own", "which system calls are refused: this server's own profile, or engine for its"),
  IMAGES(
      "", "images that may be used, such as python:3.*, ghcr.io/org/* or docker.io/**; empty: all"),
  MEMORY_LIMIT("1g", "512m", "memory of one sandbox; a caller can only ask for less"),
  CPU_LIMIT("1.0", "CPUs of one sandbox, fractions allowed; a caller can only ask for less"),
  PIDS_LIMIT("512", "128", "processes and threads of one sandbox; a caller can only ask for less"),
  MEMORY_SHARE(
      "75%", "part of the engine's memory that the sandboxes at work may ask for together"),
  DISK_LIMIT("2g", "disk that one sandbox may fill, its volume included"),
  DISK_FLOOR("5%", "part of the engine's disk that is kept free, 2 GiB at least; 0: none"),
  IDLE_TTL("24h", "how long a session that nobody uses is kept; 0: until it is cleaned up"),
  TIMEOUT("30", "how long a command may run when the caller does not say"),
  MAX_TIMEOUT("1h", "the longest timeout a caller may ask for"),
  MAX_OUTPUT_BYTES("200000", "output kept of one command, standard output and error together"),
  MAX_SPOOL_BYTES("64m", "output that can be read of one command; one that writes more is stopped"),
  SPOOL_LIMIT("256m", "disk for the outputs of all commands; the oldest go first"),
  MAX_CALLS("", "calls that run at once; empty: two for each processor, 16 at least"),
  MAX_QUEUE("256", "calls that wait for a place before one more is answered BUSY"),
  MAX_PROCESSES("32", "processes in the background at once; they take no calls' places"),
  DEFAULT_NETWORK(
      "none",
      "network of a sandbox whose creator does not say: none, or bridge for one of its own"),
  INSTALL_NETWORK(
      "temporary",
      "whether a sandbox without a network gets one while packages install: temporary or never"),
  CA_BUNDLE(
      "",
      "a PEM file of certificate authorities that sandboxes trust, for a network that needs it"),
  LIST_UNMANAGED("false", "whether containers that this server did not make are listed too"),
  ROUTES("", "folder of the tools' files; empty: routes/ in the installation's home"),
  ROUTE_SCHEMES("", "what routes may speak beside bean, direct, docker, log, seda and timer"),
  MONITOR_PORT(
      "", "loopback port of health, metrics and Camel's console; 0: a free one; empty: none"),
  CAMEL_CLI(
      "watch", "what the camel command line may do: off, watch, or all, which changes things"),
  DEBUG("false", "whether the log on stderr tells each call and its times");

  private static final String PREFIX = "DOCKER_MCP_";

  private final String defaultText;
  private final String strictText;
  private final String meaning;

  Setting(String defaultText, String meaning) {
    this(defaultText, defaultText, meaning);
  }

  Setting(String defaultText, String strictText, String meaning) {
    this.defaultText = defaultText;
    this.strictText = strictText;
    this.meaning = meaning;
  }

  /** The environment variable's name, such as {@code DOCKER_MCP_MEMORY_LIMIT}. */
  public String variable() {
    return PREFIX + name();
  }

  /** The key in the properties file, such as {@code memory-limit}. */
  public String property() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The default as an operator would write it; empty when the setting is off by default. */
  public String defaultText() {
    return defaultText;
  }

  /** The default in the strict profile. */
  String strictText() {
    return strictText;
  }

  /** One phrase that says what the setting decides. */
  public String meaning() {
    return strictText.equals(defaultText)
        ? meaning
        : "%s (strict: %s)".formatted(meaning, strictText);
  }
}
