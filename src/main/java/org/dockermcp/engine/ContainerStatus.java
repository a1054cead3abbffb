package org.dockermcp.engine;

import java.util.Locale;

/** The states of a container, in Docker's words. */
public enum ContainerStatus {
  CREATED,
  RUNNING,
  PAUSED,
  RESTARTING,
  REMOVING,
  EXITED,
  DEAD,
  UNKNOWN;

  /** The status that an engine tells by its name; {@link #UNKNOWN} for any other text. */
  public static ContainerStatus of(String text) {
    for (ContainerStatus status : values()) {
      if (status.text().equals(text)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /** For people, such as {@code running}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it has the memory that it was given. */
  public boolean holdsMemory() {
    return this == RUNNING || this == PAUSED || this == RESTARTING;
  }
}
