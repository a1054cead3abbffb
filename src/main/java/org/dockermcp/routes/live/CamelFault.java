package org.dockermcp.routes.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.model.RouteDefinition;
import org.dockermcp.routes.check.RouteFile;
import org.dockermcp.routes.check.RouteFolder;
import org.dockermcp.routes.check.RouteProblem;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What Camel says of routes that it cannot load or start, in the words of a linter. */
final class CamelFault {
  private final Throwable fault;

  CamelFault(Throwable fault) {
    this.fault = fault;
  }

  /** The problem of a file that cannot be loaded. */
  RouteProblem problem(Path file) {
    int line =
        cause(MarkedYamlEngineException.class)
            .flatMap(MarkedYamlEngineException::getProblemMark)
            .map(mark -> mark.getLine() + 1)
            .orElse(0);
    return new RouteProblem(file, line, reason());
  }

  /** The problem of a folder that cannot be started; of one file of it where Camel says which. */
  RouteProblem problem(RouteFolder folder, DefaultCamelContext camel) {
    RouteDefinition route = routeId().map(camel::getRouteDefinition).orElse(null);
    if (route == null) {
      return new RouteProblem(folder.path(), 0, reason());
    }
    String location = route.getResource().getLocation();
    return folder.routes().stream()
        .filter(file -> location.equals("file:" + file.path()))
        .findFirst()
        .map(file -> new RouteProblem(file.path(), line(route, file), reason()))
        .orElseGet(() -> new RouteProblem(folder.path(), 0, reason()));
  }

  private Optional<String> routeId() {
    return cause(FailedToCreateRouteException.class)
        .map(FailedToCreateRouteException::getRouteId)
        .or(
            () ->
                cause(FailedToStartRouteException.class)
                    .map(FailedToStartRouteException::getRouteId));
  }

  /** Of the expression that is none, else of the step that cannot be made, else of the route. */
  private int line(RouteDefinition route, RouteFile file) {
    int begin = Math.max(1, route.getLineNumber());
    Optional<String> expression =
        cause(SimpleIllegalSyntaxException.class).map(SimpleIllegalSyntaxException::getExpression);
    List<String> lines = file.text().lines().toList();
    for (int line = begin; expression.isPresent() && line <= lines.size(); line++) {
      if (lines.get(line - 1).contains(expression.get().strip())) {
        return line;
      }
    }
    String message = String.valueOf(fault.getMessage());
    return route.getOutputs().stream()
        .filter(step -> message.contains(">>> " + step + " <<<"))
        .findFirst()
        .map(step -> step.getLineNumber())
        .filter(line -> line > 0)
        .orElse(begin);
  }

  /** The first of a kind in the chain of causes. */
  private <T extends Throwable> Optional<T> cause(Class<T> kind) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
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
