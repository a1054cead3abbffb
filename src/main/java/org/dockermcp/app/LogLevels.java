package org.dockermcp.app;

import java.util.Map;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;

/** Sets up the log, on standard error, before the first logger is made. */
public final class LogLevels {
  private static final String PREFIX = "org.slf4j.simpleLogger.";

  private LogLevels() {}

  /** Warnings of all; with {@link Settings#debug} on, also what this server does. */
  public static void set(Map<String, String> environment) {
    System.setProperty(PREFIX + "logFile", "System.err");
    System.setProperty(PREFIX + "showDateTime", "true");
    System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(PREFIX + "defaultLogLevel", "warn");
    // They tell of failures that this server tells in its own words.
    System.setProperty(PREFIX + "log.org.testcontainers", "error");
    System.setProperty(PREFIX + "log." + Engine.STREAM_LOGGER, "off");
    System.setProperty(PREFIX + "log.org.dockermcp", debug(environment) ? "debug" : "info");
  }

  private static boolean debug(Map<String, String> environment) {
    try {
      return Settings.load(environment).debug();
    } catch (SettingsException e) {
      // Who uses the settings tells what is wrong with them.
      return false;
    }
  }
}
