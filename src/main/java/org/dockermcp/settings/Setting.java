package org.dockermcp.settings;

import java.util.Locale;

/** Every setting an operator can make, with its default as it would be written. */
public enum Setting {
  ENGINE("docker", "engine that runs sandboxes; its routes are in routes/lib/: docker"),
  PROFILE(
      "standard",
      "profile of sandboxes: standard, or strict (no root, no network, system read-only)"),
  RUNTIME("", "OCI runtime of sandboxes, such as runsc (gVisor); empty: the engine's default"),
  SECCOMP("own", "seccomp profile of sandboxes: own (this server's allow-list) or engine"),
  IMAGES("", "allowed images, such as python:3.*, ghcr.io/org/* or docker.io/**; empty: all"),
  MEMORY_LIMIT("1g", "512m", "memory limit of a sandbox; a caller can only lower it"),
  CPU_LIMIT("1.0", "CPU limit of a sandbox, fractions allowed; a caller can only lower it"),
  PIDS_LIMIT("512", "128", "process and thread limit of a sandbox; a caller can only lower it"),
  MEMORY_SHARE("75%", "share of the engine's memory that all running sandboxes may use in total"),
  DISK_LIMIT("2g", "disk limit of a sandbox, its volumes included"),
  DISK_FLOOR("5%", "share of the engine's disk that is kept free, at least 2 GiB; 0: none"),
  IDLE_TTL("24h", "time without use after which a session is removed; 0: never"),
  TIMEOUT("30", "timeout of a command when the caller gives none"),
  MAX_TIMEOUT("1h", "maximum timeout that a caller may request"),
  MAX_OUTPUT_BYTES("40000", "output returned per command, stdout and stderr together"),
  MAX_SPOOL_BYTES(
      "64m", "output kept per command for later reading; a command that writes more is stopped"),
  SPOOL_LIMIT("256m", "disk for the kept output of all commands; the oldest is removed first"),
  MAX_CALLS("", "maximum number of running calls; empty: two per processor, at least 16"),
  MAX_QUEUE("256", "maximum number of queued calls; more are refused with BUSY"),
  MAX_PROCESSES("32", "maximum number of background processes; they do not count as calls"),
  DEFAULT_NETWORK("none", "network of a sandbox if network_enabled is not given: none or bridge"),
  INSTALL_NETWORK(
      "temporary", "network for installs in a sandbox that has none: temporary or never"),
  CA_BUNDLE("", "PEM file of certificate authorities that sandboxes trust, e.g. of a TLS proxy"),
  LIST_UNMANAGED(
      "false", "whether containers that this server does not manage are listed too, read-only"),
  CONFIRM("true", "whether a client that can ask its user does so before a sweeping removal"),
  ROUTES("", "folder of the tool and route files; empty: routes/ of the installation"),
  ROUTE_SCHEMES(
      "", "endpoint schemes for routes besides bean, direct, docker, log, seda and timer"),
  MONITOR_PORT(
      "", "loopback port of health, metrics and Camel's console; 0: any free one; empty: off"),
  CAMEL_CLI("off", "whether the camel command line can watch and change this server: off or on"),
  DEBUG("false", "whether each call is logged on stderr with its duration");

  static final String PREFIX = "DOCKER_MCP_";

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
