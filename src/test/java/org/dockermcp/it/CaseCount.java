package org.dockermcp.it;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells at the end of a run how many cases of {@code src/docs/security.md} it proved, which failed
 * and which it left out, and why. Says nothing of a run that has none.
 *
 * <p>A case passed when all of its tests that ran did.
 */
public final class CaseCount implements TestExecutionListener {
  private static final List<String> PROFILES = List.of("faults", "interop");

  /** Tests that ran; the value is whether every run of one passed. */
  private final Map<Method, Boolean> ran = new ConcurrentHashMap<>();

  /** Classes that could not be begun or ended, by name. */
  private final Set<String> failedClasses = ConcurrentHashMap.newKeySet();

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    TestSource source = identifier.getSource().orElse(null);
    if (source instanceof MethodSource method
        && method.getClassName().startsWith(CaseCount.class.getPackageName())) {
      ran.merge(method.getJavaMethod(), passed, Boolean::logicalAnd);
    } else if (source instanceof ClassSource type && !passed) {
      failedClasses.add(type.getClassName());
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    Map<String, List<Method>> tests = CaseTable.tests();
    if (tests.values().stream().flatMap(List::stream).anyMatch(this::isKnown)) {
      System.out.println(summary(tests));
    }
  }

  private boolean isKnown(Method test) {
    return ran.containsKey(test) || hasFailed(test);
  }

  private boolean hasFailed(Method test) {
    return failedClasses.contains(test.getDeclaringClass().getName())
        || Boolean.FALSE.equals(ran.get(test));
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
    if (tests.stream().anyMatch(ran::containsKey)) {
      return "passed";
    }
    String profiles =
        tests.stream()
            .flatMap(CaseCount::tags)
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
