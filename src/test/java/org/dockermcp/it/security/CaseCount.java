package org.dockermcp.it.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes what becomes of the tests, for the {@link CaseSummary} of a run of several forks; where no
 * file for that is named, it prints the summary itself.
 */
public final class CaseCount implements TestExecutionListener {
  private final Map<String, Boolean> ran = new ConcurrentHashMap<>();

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    TestSource source = identifier.getSource().orElse(null);
    if (source instanceof MethodSource method
        && method.getClassName().startsWith("org.dockermcp.it.")) {
      ran.merge(CaseSummary.key(method.getJavaMethod()), passed, Boolean::logicalAnd);
    } else if (source instanceof ClassSource type && !passed) {
      ran.put(type.getClassName(), false);
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    CaseSummary summary = new CaseSummary(Map.copyOf(ran));
    ran.clear();
    String file = System.getProperty("docker-mcp.cases");
    try {
      if (file == null) {
        summary.print();
      } else {
        summary.appendTo(Path.of(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
