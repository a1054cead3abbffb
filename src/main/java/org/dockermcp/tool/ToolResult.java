package org.dockermcp.tool;

import java.util.List;

/**
 * What a tool's route ends with: a record whose components, in snake case, are the structured
 * content that the tool's output schema describes.
 */
public interface ToolResult {
  /** The short text for reading, never empty; the dispatcher makes it plain. */
  String text();

  /** Pictures to show beside it; mostly none. */
  default List<Picture> pictures() {
    return List.of();
  }
}
