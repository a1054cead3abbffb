package org.dockermcp.routes.check;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dockermcp.routes.check.RouteOutline.BeanUse;
import org.dockermcp.routes.step.Bracket;

/** A bean that a route names is there, and is what it is named for. */
final class BeanRule {
  private final Map<String, Class<?>> beans;

  /**
   * @param beans their classes, by the names that routes know them by
   */
  BeanRule(Map<String, Class<?>> beans) {
    this.beans = beans;
  }

  void check(List<RouteOutline> outlines, FolderProblems problems) {
    for (RouteOutline outline : outlines) {
      for (BeanUse use : outline.beans()) {
        refusal(use).ifPresent(reason -> problems.of(outline.file().path()).add(line(use), reason));
      }
    }
  }

  private int line(BeanUse use) {
    return beans.containsKey(use.bean()) ? use.methodLine() : use.line();
  }

  private Optional<String> refusal(BeanUse use) {
    Class<?> bean = beans.get(use.bean());
    if (bean == null) {
      return Optional.of(
          "there is no bean '%s'; there are %s"
              .formatted(use.bean(), String.join(", ", new TreeSet<>(beans.keySet()))));
    }
    boolean policy = bean == Bracket.class;
    return switch (use.use()) {
      case POLICY ->
          policy
              ? Optional.empty()
              : Optional.of(
                  "the bean '%s' is not a policy; there are %s".formatted(use.bean(), policies()));
      case METHOD ->
          policy
              ? Optional.of("the bean '%s' is a policy, for a 'policy' step".formatted(use.bean()))
              : method(use, methods(bean));
      case PART -> Optional.empty();
    };
  }

  private String policies() {
    return names(
        beans.entrySet().stream()
            .filter(it -> it.getValue() == Bracket.class)
            .map(Map.Entry::getKey));
  }

  /** Those that a class has of its own, once for all that take as much. */
  private static List<Method> methods(Class<?> bean) {
    return Arrays.stream(bean.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class && !method.isSynthetic())
        .toList();
  }

  private static Optional<String> method(BeanUse use, List<Method> methods) {
    String written = use.method();
    if (written.isEmpty()) {
      return methods.size() == 1
          ? Optional.empty()
          : Optional.of(
              "calls the bean '%s' without a method; it has %s"
                  .formatted(use.bean(), methodNames(methods)));
    }
    int open = written.indexOf('(');
    String name = (open < 0 ? written : written.substring(0, open)).strip();
    List<Method> named = methods.stream().filter(it -> it.getName().equals(name)).toList();
    if (named.isEmpty()) {
      return Optional.of(
          "the bean '%s' has no method '%s'; it has %s"
              .formatted(use.bean(), name, methodNames(methods)));
    }
    OptionalInt given = open < 0 ? OptionalInt.empty() : ArgumentCount.of(written, open);
    if (given.isEmpty()) {
      return open < 0
          ? Optional.empty()
          : Optional.of("'%s' has arguments without an end".formatted(written));
    }
    return named.stream().anyMatch(it -> it.getParameterCount() == given.getAsInt())
        ? Optional.empty()
        : Optional.of(
            "the method '%s' of the bean '%s' takes %s arguments, not %d"
                .formatted(name, use.bean(), counts(named), given.getAsInt()));
  }

  private static String methodNames(List<Method> methods) {
    return names(methods.stream().map(Method::getName));
  }

  private static String names(Stream<String> names) {
    String sorted = names.sorted().distinct().collect(Collectors.joining(", "));
    return sorted.isEmpty() ? "none" : sorted;
  }

  private static String counts(List<Method> methods) {
    return String.join(
        " or ",
        methods.stream()
            .map(Method::getParameterCount)
            .distinct()
            .sorted()
            .map(String::valueOf)
            .toList());
  }
}
