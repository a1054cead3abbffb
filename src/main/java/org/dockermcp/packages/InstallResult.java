package org.dockermcp.packages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dockermcp.tool.ToolResult;
import org.jspecify.annotations.Nullable;

/** What add_dependencies answers; the tool's output schema describes each component. */
public record InstallResult(
    String packageManager,
    String chosenBecause,
    List<Present> installed,
    List<Present> alreadyPresent,
    List<Failed> failed,
    long durationMs)
    implements ToolResult {

  /**
   * A package that is there.
   *
   * @param name without constraint
   * @param version as the manager lists it; null when it lists none under that name, as for one
   *     that stands for others
   */
  public record Present(String name, @Nullable String version) {
    @Override
    public String toString() {
      return version == null ? name : name + " " + version;
    }
  }

  /**
   * A package that could not be installed.
   *
   * @param name as the caller wrote it
   * @param reason the manager's own words, at most a few lines
   */
  public record Failed(String name, String reason) {
    @Override
    public String toString() {
      return name + ": " + reason;
    }
  }

  @Override
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("Used " + packageManager + ": " + chosenBecause + ".");
    tell("Installed", ", ", installed, lines);
    tell("Already present", ", ", alreadyPresent, lines);
    tell("Failed", "\n", failed, lines);
    return String.join("\n", lines);
  }

  private static void tell(String what, String between, List<?> items, List<String> lines) {
    if (!items.isEmpty()) {
      String told = items.stream().map(Object::toString).collect(Collectors.joining(between));
      lines.add(what + ": " + told);
    }
  }
}
