package org.dockermcp.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Programs that a container's {@code /bin/sh} runs. */
public final class Shell {
  /** The one shell that images with a shell have. */
  public static final String PATH = "/bin/sh";

  private Shell() {}

  /**
   * A program for the shell and its arguments.
   *
   * @param arguments {@code $1} and so on
   */
  public static List<String> argv(String program, String... arguments) {
    List<String> argv = new ArrayList<>(List.of(PATH, "-c", program, PATH));
    argv.addAll(List.of(arguments));
    return List.copyOf(argv);
  }

  /**
   * The text of a script that is a resource.
   *
   * @param owner in whose package it is
   */
  public static String script(Class<?> owner, String name) {
    try (InputStream resource = owner.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("no resource " + name + " beside " + owner.getName());
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
