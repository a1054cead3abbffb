package org.dockermcp.sandbox;

import java.util.Locale;
import java.util.regex.Pattern;
import org.dockermcp.text.PlainText;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.ToolFailure;

/**
 * A container's name, as callers know it.
 *
 * @param value 2 to 128 of what Docker allows in a name
 */
public record SandboxName(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{1,127}");
  private static final int MOST_OF_IMAGE = 40;

  public SandboxName {
    if (!GRAMMAR.matcher(value).matches()) {
      throw ToolFailure.invalid(
          "use the name '" + PlainText.of(value) + "'",
          "it is not 2 to 128 letters, digits, dots, dashes and underscores",
          "choose one such as web-1, or leave it out");
    }
  }

  /** The name that a principal wants for a container of its own. */
  public static SandboxName of(Principal principal, String text) {
    SandboxName name = new SandboxName(text);
    if (!Namespace.isFree(principal, text)) {
      throw ToolFailure.invalid(
          "use the name '" + text + "'",
          "names of this form are reserved",
          "choose one such as web-1, or leave it out");
    }
    return name;
  }

  /** A name for a caller who gave none, telling the image. */
  public static SandboxName generated(ImageReference image, String eightHex) {
    String path = image.repository().substring(image.repository().lastIndexOf('/') + 1);
    String plain = path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String part = plain.substring(0, Math.min(plain.length(), MOST_OF_IMAGE));
    return new SandboxName("mcp-" + part + "-" + eightHex);
  }

  /** The container's name in the engine. */
  public String containerName(Principal principal) {
    return Namespace.containerName(principal, value);
  }
}
