package org.dockermcp.files;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a file holds.
 *
 * @param path from the workspace on
 * @param base64 its bytes
 */
public record FileContent(String path, String base64) {
  public byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  /** As UTF-8, with U+FFFD for what is not. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
