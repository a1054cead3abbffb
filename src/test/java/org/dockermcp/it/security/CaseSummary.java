package org.dockermcp.it.security;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;

/**
 * Tells at the end of a run how many cases of {@code src/docs/security.md} it proved, which failed
 * and which it left out, and why. Says nothing of a run that has none.
 *
 * <p>A case passed when all of its tests that ran did.
 *
 * @param ran tests that ran by their {@link #key}, and whether every run of one passed; and false
 *     by its name for a class that could not be begun or ended
 */
record CaseSummary(Map<String, Boolean> ran) {
  private static final List<String> PROFILES = List.of("faults", "interop");

  /** Prints the summary of all that was appended to a file; nothing where there is none. */
  public static void main(String... arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    if (Files.exists(file)) {
      of(Files.readAllLines(file)).print();
    }
  }

  private static CaseSummary of(List<String> lines) {
    Map<String, Boolean> ran = new HashMap<>();
    for (String line : lines) {
      String[] parts = line.split(" ", 2);
      ran.merge(parts[1], parts[0].equals("passed"), Boolean::logicalAnd);
    }
    return new CaseSummary(ran);
  }

  static String key(Method test) {
    return test.getDeclaringClass().getName() + "#" + test.getName();
  }

  /** For {@link #main}; several processes may do so at once. */
  void appendTo(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    String lines =
        ran.entrySet().stream()
            .map(test -> (test.getValue() ? "passed " : "failed ") + test.getKey() + "\n")
            .collect(Collectors.joining());
    Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void print() {
    Map<String, List<Method>> tests = CaseTable.tests();
    if (tests.values().stream().flatMap(List::stream).anyMatch(this::isKnown)) {
      System.out.println(summary(tests));
    }
  }

  private boolean isKnown(Method test) {
    return ran.containsKey(key(test)) || hasFailed(test);
  }

  private boolean hasFailed(Method test) {
    return Boolean.FALSE.equals(ran.get(test.getDeclaringClass().getName()))
        || Boolean.FALSE.equals(ran.get(key(test)));
  }

  private String summary(Map<String, List<Method>> tests) {
    Map<String, List<String>> groups = new TreeMap<>();
    List<String> numbers = CaseTable.numbers();
    for (String number : numbers) {
      String group = group(tests.getOrDefault(number, List.of()));
      groups.computeIfAbsent(group, it -> new ArrayList<>()).add(number);
    }
    List<String> passed = groups.getOrDefault("passed", List.of());
    boolean untested = groups.containsKey("without a test");
    groups.remove("passed");
    return groups.entrySet().stream()
        .map(group -> group.getKey() + ": " + String.join(", ", group.getValue()))
        .collect(
            Collectors.joining(
                "; ",
                "%d cases of src/docs/security.md%s; %d passed in this run%s"
                    .formatted(
                        numbers.size(),
                        untested ? "" : ", each with a test",
                        passed.size(),
                        groups.isEmpty() ? "" : "; "),
                ""));
  }

  /** What became of a case in this run. */
  private String group(List<Method> tests) {
    if (tests.isEmpty()) {
      return "without a test";
    }
    if (tests.stream().anyMatch(this::hasFailed)) {
      return "FAILED";
    }
    if (tests.stream().anyMatch(this::isKnown)) {
      return "passed";
    }
    String profiles =
        tests.stream()
            .flatMap(CaseSummary::tags)
            .filter(PROFILES::contains)
            .distinct()
            .sorted()
            .collect(Collectors.joining(" and "));
    return profiles.isEmpty() ? "not run" : "left out, for they take the profile " + profiles;
  }

  private static Stream<String> tags(Method test) {
    return Stream.concat(
            Arrays.stream(test.getAnnotationsByType(Tag.class)),
            Arrays.stream(test.getDeclaringClass().getAnnotationsByType(Tag.class)))
        .map(Tag::value);
  }
}
