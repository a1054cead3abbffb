package org.dockermcp.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * What one sandbox may use.
 *
 * @param memoryBytes of memory, with no swap beyond it
 * @param cpus fractions of all processors together
 * @param pidsLimit processes and threads
 */
public record Limits(long memoryBytes, double cpus, int pidsLimit) {
  private static final Pattern LABEL =
      Pattern.compile("(\\d{1,18}) (\\d{1,9}\\.\\d{1,18}) (\\d{1,9})");

  /** The operator's limits. */
  public static Limits of(Settings settings) {
    return new Limits(settings.memoryLimit(), settings.cpuLimit(), settings.pidsLimit());
  }

  /** These limits where a call asks for no less, else what it asks for; never more. */
  public Limits tightenedBy(Arguments call) {
    return new Limits(
        lesser(memoryBytes, call.number("memory_bytes")).longValue(),
        lesser(cpus, call.number("cpus")).doubleValue(),
        lesser(pidsLimit, call.number("pids_limit")).intValue());
  }

  /** Compared before it is narrowed: a huge number must not wrap around to 0, which is no limit. */
  private static Number lesser(Number most, Optional<Number> asked) {
    return asked.filter(number -> number.doubleValue() < most.doubleValue()).orElse(most);
  }

  /** These limits as a label's value. */
  public String label() {
    return memoryBytes + " " + cpus + " " + pidsLimit;
  }

  /** The limits that a sandbox's label tells; empty when it has none that can be read. */
  public static Optional<Limits> ofLabel(@Nullable String label) {
    Matcher matcher = LABEL.matcher(label == null ? "" : label);
    return matcher.matches()
        ? Optional.of(
            new Limits(
                Long.parseLong(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }
}
