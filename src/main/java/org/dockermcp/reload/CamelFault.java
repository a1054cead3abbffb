package org.dockermcp.reload;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.dockermcp.route.RouteFolder;
import org.dockermcp.route.RouteProblem;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What Camel says of routes that it cannot load or start, in the words of a linter. */
final class CamelFault {
  /** Camel names the place as a resource and a line. */
  private static final Pattern LOCATION = Pattern.compile("file:(?<file>.+):(?<line>\\d+)");

  private final Throwable fault;

  CamelFault(Throwable fault) {
    this.fault = fault;
  }

  /** The problem of a file that cannot be loaded. */
  RouteProblem problem(Path file) {
    return new RouteProblem(file, line(), reason());
  }

  /** The problem of a folder that cannot be started; of one file of it where Camel says which. */
  RouteProblem problem(RouteFolder folder) {
    Optional<Matcher> place = location().map(LOCATION::matcher).filter(Matcher::matches);
    return place
        .map(
            it ->
                new RouteProblem(
                    Path.of(it.group("file")), Integer.parseInt(it.group("line")), reason()))
        .orElseGet(() -> new RouteProblem(folder.path(), 0, reason()));
  }

  private int line() {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException marked) {
        return marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      }
    }
    return 0;
  }

  private Optional<String> location() {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof FailedToCreateRouteException create) {
        return Optional.ofNullable(create.getLocation());
      }
      if (cause instanceof FailedToStartRouteException start) {
        return Optional.ofNullable(start.getLocation());
      }
    }
    return Optional.empty();
  }

  /** Of the innermost cause that has words; the outer ones repeat the whole route. */
  private String reason() {
    String reason = fault.getClass().getSimpleName();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException marked) {
        return String.valueOf(marked.getProblem());
      }
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
    }
    return reason;
  }
}
