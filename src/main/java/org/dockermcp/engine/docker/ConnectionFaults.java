package org.dockermcp.engine.docker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;

/** What the faults of connections say. */
final class ConnectionFaults {
  /** What JNA and the HTTP client put before the operating system's words. */
  private static final Pattern CARRIER =
      Pattern.compile("^(?:(?:[\\w.]+: )*\\[\\d+] |Connect to \\S+ failed: )");

  private static final List<Class<? extends IOException>> NEVER_MADE =
      List.of(
          ConnectException.class,
          NoRouteToHostException.class,
          UnknownHostException.class,
          SSLHandshakeException.class);

  /** Of sockets that are files. */
  private static final List<String> NEVER_MADE_WORDS =
      List.of("No such file or directory", "Connection refused", "Permission denied");

  private ConnectionFaults() {}

  /** Whether it is one at all. */
  static boolean isConnection(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** Whether the connection was never made, so that nothing can have happened. */
  static boolean isNeverMade(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (isOneOf(cause) || saysNeverMade(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOneOf(Throwable cause) {
    return NEVER_MADE.stream().anyMatch(type -> type.isInstance(cause));
  }

  private static boolean saysNeverMade(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return cause instanceof IOException && NEVER_MADE_WORDS.stream().anyMatch(message::contains);
  }

  /** The operating system's words, without the names of the classes that carried them. */
  static String reason(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return CARRIER.matcher(String.valueOf(root.getMessage())).replaceFirst("");
  }
}
