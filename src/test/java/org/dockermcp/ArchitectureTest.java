package org.dockermcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.dockermcp.cli.Main;

/** Which package may import which, and what classes may be called. */
@AnalyzeClasses(packagesOf = Main.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "org.dockermcp.";

  /**
   * Each package below {@code org.dockermcp} with those that it may import. A package imports only
   * what stands above it in this list, so there can be no cycle.
   */
  private static final Map<String, Set<String>> ARROWS =
      arrows(
          arrow("engine"),
          arrow("routes.step"),
          arrow("sandbox.lease"),
          arrow("text"),
          arrow("settings", "text"),
          arrow("tool", "text"),
          arrow("dispatch", "text", "tool"),
          arrow("engine.docker", "engine", "tool"),
          arrow("exec.output", "engine", "settings", "text", "tool"),
          arrow("packages.manager", "text", "tool"),
          arrow("mcp.jsonrpc", "dispatch", "settings", "text", "tool"),
          arrow("mcp.call", "dispatch", "mcp.jsonrpc", "settings", "text", "tool"),
          arrow("mcp.legacy", "dispatch", "mcp.call", "mcp.jsonrpc", "text", "tool"),
          arrow("mcp.modern", "dispatch", "mcp.call", "mcp.jsonrpc", "mcp.legacy", "text", "tool"),
          arrow(
              "mcp",
              "dispatch",
              "mcp.call",
              "mcp.jsonrpc",
              "mcp.legacy",
              "mcp.modern",
              "settings",
              "tool"),
          arrow("mcp.stdio", "mcp", "mcp.call", "mcp.jsonrpc", "mcp.modern", "tool"),
          arrow("routes.check", "dispatch", "packages.manager", "routes.step", "text", "tool"),
          arrow("routes.dev", "routes.check", "tool"),
          arrow(
              "routes.live", "dispatch", "packages.manager", "routes.check", "routes.step", "tool"),
          arrow("sandbox", "dispatch", "engine", "engine.docker", "settings", "text", "tool"),
          arrow("sandbox.image", "engine", "sandbox", "text", "tool"),
          arrow("sandbox.network", "engine.docker", "sandbox", "settings", "text", "tool"),
          arrow("exec", "exec.output", "sandbox", "tool"),
          arrow("exec.kill", "engine", "engine.docker", "exec", "sandbox", "tool"),
          arrow(
              "exec.run",
              "engine",
              "engine.docker",
              "exec",
              "exec.kill",
              "exec.output",
              "sandbox",
              "settings",
              "text",
              "tool"),
          arrow("files", "exec", "exec.run", "sandbox", "text", "tool"),
          arrow("packages", "exec", "exec.run", "packages.manager", "sandbox", "text", "tool"),
          arrow(
              "sandbox.capacity",
              "engine",
              "engine.docker",
              "exec",
              "sandbox",
              "settings",
              "text",
              "tool"),
          arrow("sandbox.reap", "engine", "sandbox", "sandbox.lease", "sandbox.network"),
          arrow("steps", "exec", "exec.run", "files", "sandbox", "settings", "tool"),
          arrow(
              "exec.background",
              "exec",
              "exec.kill",
              "exec.run",
              "sandbox",
              "settings",
              "text",
              "tool"),
          arrow(
              "monitor",
              "engine.docker",
              "exec.kill",
              "exec.output",
              "routes.check",
              "routes.live",
              "sandbox.reap",
              "settings",
              "text",
              "tool"),
          arrow(
              "sandbox.lifecycle",
              "engine",
              "sandbox",
              "sandbox.capacity",
              "sandbox.lease",
              "sandbox.network",
              "text",
              "tool"),
          arrow(
              "tools",
              "engine",
              "engine.docker",
              "packages",
              "sandbox",
              "sandbox.capacity",
              "sandbox.lease",
              "sandbox.lifecycle",
              "settings",
              "text",
              "tool"),
          arrow(
              "app",
              "engine",
              "engine.docker",
              "exec.background",
              "exec.kill",
              "exec.output",
              "exec.run",
              "files",
              "mcp",
              "mcp.stdio",
              "monitor",
              "packages",
              "packages.manager",
              "routes.live",
              "routes.step",
              "sandbox",
              "sandbox.capacity",
              "sandbox.image",
              "sandbox.lease",
              "sandbox.lifecycle",
              "sandbox.network",
              "sandbox.reap",
              "settings",
              "steps",
              "tools"),
          arrow(
              "cli",
              "app",
              "engine",
              "engine.docker",
              "mcp",
              "mcp.stdio",
              "monitor",
              "routes.check",
              "routes.dev",
              "sandbox",
              "sandbox.capacity",
              "settings",
              "text",
              "tool",
              "dispatch",
              "routes.live"));

  @ArchTest
  static final ArchRule packagesImportOnlyThoseAbove =
      classes()
          .should(
              new ArchCondition<JavaClass>("import only what its package may") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                  String from = nameOf(item);
                  Set<String> allowed = ARROWS.get(from);
                  if (allowed == null) {
                    events.add(
                        SimpleConditionEvent.violated(
                            item, from + " is not in the list of packages"));
                    return;
                  }
                  item.getDirectDependenciesFromSelf().stream()
                      .filter(it -> it.getTargetClass().getPackageName().startsWith(ROOT))
                      .filter(it -> !nameOf(it.getTargetClass()).equals(from))
                      .filter(it -> !allowed.contains(nameOf(it.getTargetClass())))
                      .forEach(
                          it ->
                              events.add(SimpleConditionEvent.violated(item, it.getDescription())));
                }
              });

  @ArchTest
  static final ArchRule theSdkIsKnownToOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dockermcp.mcp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.modelcontextprotocol..");

  @ArchTest
  static final ArchRule dockerIsKnownToItsAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dockermcp.engine.docker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.github.dockerjava..", "org.apache.camel.component.docker..");

  @ArchTest
  static final ArchRule camelIsKnownWhereRoutesAreLoadedServedAndWatched =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.dockermcp.routes..",
              "org.dockermcp.engine.docker..",
              "org.dockermcp.monitor..",
              // ToolRoutes sends calls into the routes, Server hands the component over.
              "org.dockermcp.dispatch..",
              "org.dockermcp.app..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.camel..");

  /** What adapts camel-docker, and what adapts the steps of routes; it is their interface. */
  @ArchTest
  static final ArchRule theExchangeIsKnownToAdaptersAlone =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.dockermcp.engine.docker.EngineProducer")
          .and()
          .resideOutsideOfPackage("org.dockermcp.routes.step..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Exchange.class);

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      // A package manager is what people call pip, npm and apt.
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|(?<!Package)Manager|Impl|Processor)");

  private static String nameOf(JavaClass type) {
    return type.getPackageName().substring(ROOT.length());
  }

  private record Arrow(String from, Set<String> to) {}

  private static Arrow arrow(String from, String... to) {
    return new Arrow(from, Set.of(to));
  }

  private static Map<String, Set<String>> arrows(Arrow... arrows) {
    Map<String, Set<String>> all = new LinkedHashMap<>();
    for (Arrow arrow : arrows) {
      if (!all.keySet().containsAll(arrow.to())) {
        throw new IllegalArgumentException(arrow + " points down");
      }
      all.put(arrow.from(), arrow.to());
    }
    return all;
  }
}
