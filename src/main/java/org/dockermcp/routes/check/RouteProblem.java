package org.dockermcp.routes.check;

import java.nio.file.Path;
import org.dockermcp.text.PlainText;

/**
 * Why a file of the tools' folder is refused.
 *
 * @param file or folder that is wrong
 * @param line the problem stands in, from 1; 0 when it is the whole file's
 * @param reason what is wrong, without a full stop, may hold the file's own text
 */
public record RouteProblem(Path file, int line, String reason) {

  /** {@code file:line: reason} on one line, without control characters. */
  @Override
  public String toString() {
    String place = PlainText.of(file.toString()) + (line > 0 ? ":" + line : "");
    return place + ": " + PlainText.of(reason);
  }
}
