package org.dockermcp.sandbox.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.tool.ToolResult;

/**
 * What cleanup_container answers; the tool's output schema describes each component.
 *
 * @param leftInUse how many containers stay because other running servers use them
 */
public record CleanupResult(
    List<Removed> removed, List<String> volumesRemoved, List<Failed> failed, int leftInUse)
    implements ToolResult {

  /** A container that is gone. */
  public record Removed(String containerId, String name) {}

  /** A container that is not gone. */
  public record Failed(String containerId, String name, String reason) {}

  static CleanupResult of(List<RemovalOutcome> outcomes, List<String> volumes, int leftInUse) {
    List<Removed> removed = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    for (RemovalOutcome outcome : outcomes) {
      String id = outcome.target().id();
      String name = outcome.target().name();
      outcome
          .failure()
          .ifPresentOrElse(
              reason -> failed.add(new Failed(id, name, reason)),
              () -> removed.add(new Removed(id, name)));
    }
    return new CleanupResult(removed, List.copyOf(volumes), failed, leftInUse);
  }

  @Override
  public String text() {
    List<String> lines = new ArrayList<>();
    removed.forEach(it -> lines.add("Removed container " + it.name() + "."));
    volumesRemoved.forEach(it -> lines.add("Removed volume " + it + "."));
    failed.forEach(it -> lines.add("Could not remove " + it.name() + ": " + it.reason() + "."));
    if (leftInUse > 0) {
      lines.add(
          "Left %d container%s that other running servers use; name the session or container to"
                  .formatted(leftInUse, leftInUse == 1 ? "" : "s")
              + " remove it.");
    }
    return lines.isEmpty() ? "Nothing to remove." : String.join("\n", lines);
  }
}
