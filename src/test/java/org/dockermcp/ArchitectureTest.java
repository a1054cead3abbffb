package org.dockermcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.camel.Exchange;

/** What may know what, and what things may be called. */
@AnalyzeClasses(packagesOf = Main.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  /** The arrows of the design. */
  @ArchTest
  static final ArchRule packagesKnowOnlyThoseBelow =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.dockermcp..")
          .layer("start")
          .definedBy("org.dockermcp")
          .layer("settings")
          .definedBy("org.dockermcp.settings..")
          .layer("tool")
          .definedBy("org.dockermcp.tool..")
          .layer("route")
          .definedBy("org.dockermcp.route..")
          .layer("reload")
          .definedBy("org.dockermcp.reload..")
          .layer("example")
          .definedBy("org.dockermcp.example..")
          .layer("mcp")
          .definedBy("org.dockermcp.mcp..")
          .layer("engine")
          .definedBy("org.dockermcp.engine..")
          .layer("lease")
          .definedBy("org.dockermcp.lease..")
          .layer("sandbox")
          .definedBy("org.dockermcp.sandbox..")
          .layer("command")
          .definedBy("org.dockermcp.command..")
          .optionalLayer("packages")
          .definedBy("org.dockermcp.packages..")
          .layer("process")
          .definedBy("org.dockermcp.process..")
          .layer("monitor")
          .definedBy("org.dockermcp.monitor..")
          .whereLayer("start")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("settings")
          .mayNotAccessAnyLayer()
          .whereLayer("tool")
          .mayOnlyAccessLayers("settings")
          .whereLayer("route")
          .mayOnlyAccessLayers("tool", "settings")
          .whereLayer("reload")
          .mayOnlyAccessLayers("route", "tool", "settings")
          .whereLayer("example")
          .mayOnlyAccessLayers("tool")
          .whereLayer("mcp")
          .mayOnlyAccessLayers("tool", "settings")
          .whereLayer("engine")
          .mayOnlyAccessLayers("settings")
          .whereLayer("lease")
          .mayNotAccessAnyLayer()
          .whereLayer("sandbox")
          .mayOnlyAccessLayers("lease", "engine", "tool", "settings")
          .whereLayer("command")
          .mayOnlyAccessLayers("sandbox", "engine", "tool", "settings")
          .whereLayer("packages")
          .mayOnlyAccessLayers("command", "sandbox", "engine", "tool", "settings")
          .whereLayer("process")
          .mayOnlyAccessLayers("command", "sandbox", "engine", "tool", "settings")
          .whereLayer("monitor")
          .mayOnlyBeAccessedByLayers("start")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule packagesAreFreeOfCircles =
      slices().matching("org.dockermcp.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theSdkIsKnownToOnePackage =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.dockermcp.mcp..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.modelcontextprotocol..");

  /** It adapts camel-docker, whose interface this is. */
  @ArchTest
  static final ArchRule theExchangeIsKnownToOneClass =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.dockermcp.engine.EngineProducer")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Exchange.class);

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      // A package manager is what people call pip, npm and apt.
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|(?<!Package)Manager|Impl|Processor)");
}
