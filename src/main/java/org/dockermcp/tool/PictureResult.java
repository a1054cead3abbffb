package org.dockermcp.tool;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.dockermcp.text.ByteCount;

/**
 * A picture as a tool's whole answer; its structured content says what it is and how large.
 *
 * @param mimeType such as {@code image/png}
 * @param sizeBytes of the picture itself
 * @param picture for the client to show
 */
public record PictureResult(String mimeType, int sizeBytes, @JsonIgnore Picture picture)
    implements ToolResult {
  @Override
  public String text() {
    return "A picture, %s, %s.".formatted(mimeType, ByteCount.text(sizeBytes));
  }

  @Override
  public List<Picture> pictures() {
    return List.of(picture);
  }
}
