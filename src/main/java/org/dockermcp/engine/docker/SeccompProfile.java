package org.dockermcp.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.dockermcp.tool.Json;

/**
 * This project's own list of the system calls that sandboxes may make; all others are refused.
 *
 * <p>It stands in {@code seccomp.json}, in the engine's format. It knows no capabilities, since
 * those of sandboxes are fixed, and no 32-bit calls, whose numbers and whose {@code socketcall}
 * would get around the rules: a 32-bit program is killed at its first. Rules about an argument say
 * what it must be and never what it must not, for the kernel looks at 32 bits of most and a filter
 * at 64.
 */
public final class SeccompProfile {
  private static final String RESOURCE = "seccomp.json";

  private SeccompProfile() {}

  /** The option that carries it to the engine, in one line. */
  public static String option() {
    try (InputStream json = SeccompProfile.class.getResourceAsStream(RESOURCE)) {
      if (json == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      JsonNode profile = Json.MAPPER.readTree(json);
      return "seccomp=" + Json.MAPPER.writeValueAsString(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
