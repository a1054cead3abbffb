package org.dockermcp.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.impl.DefaultCamelContext;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.routes.live.LiveRoutes;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a monitor shows when the routes are reloaded, and what ends the server. */
@Timeout(60)
class MonitorTest {
  private static final MBeanServer PLATFORM = ManagementFactory.getPlatformMBeanServer();

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final String homeBefore = System.getProperty("user.home");
  @TempDir private Path home = Path.of("");
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void liveAtHome() {
    System.setProperty("user.home", home.toString());
  }

  @AfterEach
  void leaveHome() {
    System.setProperty("user.home", homeBefore);
  }

  private Monitor monitor(String cli) throws SettingsException {
    return new Monitor(
        Settings.load(Map.of("DOCKER_MCP_CAMEL_CLI", cli)), "org.example.Main", stopped::countDown);
  }

  private void save(String route) throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(
        folder.resolve("lib/any.camel.yaml"),
        """
        - route:
            id: %s
            from:
              uri: direct:%s
              steps:
                - log: called
        """
            .formatted(route, route));
  }

  private static boolean shows(int generation, String route) throws Exception {
    return PLATFORM.isRegistered(
        new ObjectName(
            "org.apache.camel:context=docker-mcp-%d,type=routes,name=\"%s\""
                .formatted(generation, route)));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void followsAReloadAndEndsTheServerWhenTheLockFileGoes() throws Exception {
    save("one");
    Path lock = home.resolve(".camel").resolve(Long.toString(ProcessHandle.current().pid()));
    try (Engine engine = new Engine(Map.of());
        Spool spool = new Spool(1, 1);
        Monitor monitor = monitor("on");
        LiveRoutes routes =
            new LiveRoutes(
                new LiveRoutes.Source(folder, List.of(), managers -> Map.of(), List.of(), Map.of()),
                List.of(monitor))) {
      monitor.begin(MonitoredServers.idle(engine, spool), routes);
      routes.begin();
      assertThat(shows(1, "one")).isTrue();
      assertThat(lock).exists();

      save("two");
      routes.reload();

      assertThat(shows(2, "two")).isTrue();
      await(() -> !shows(1, "one"));
      assertThat(lock).as("the connector of the retired routes is stopped before").exists();
      assertThat(stopped.getCount()).isEqualTo(1);

      Files.delete(lock);

      stopped.await();
    }
    assertThat(lock).doesNotExist();
    assertThat(shows(2, "two")).isFalse();
  }

  @Test
  void hasNoFilesForTheCommandLineUnlessAskedTo() throws Exception {
    save("one");
    try (Engine engine = new Engine(Map.of());
        Spool spool = new Spool(1, 1);
        Monitor monitor = monitor("off");
        LiveRoutes routes =
            new LiveRoutes(
                new LiveRoutes.Source(folder, List.of(), managers -> Map.of(), List.of(), Map.of()),
                List.of(monitor))) {
      monitor.begin(MonitoredServers.idle(engine, spool), routes);
      assertThat(home).isEmptyDirectory();
    }
    assertThat(stopped.getCount()).as("its own end is no stop from outside").isEqualTo(1);
  }

  @Test
  void aStopOfTheLiveRoutesEndsTheServerAndThatOfOthersDoesNot() throws Exception {
    try (Monitor monitor = monitor("off");
        DefaultCamelContext retired = Generations.context("any");
        DefaultCamelContext refused = Generations.context("any");
        DefaultCamelContext live = Generations.context("any")) {
      monitor.prepare(retired);
      retired.start();
      monitor.promoted(retired);
      monitor.prepare(refused);
      refused.start();
      assertThat(shows(2, "any")).isTrue();
      refused.stop();
      monitor.prepare(live);
      live.start();
      assertThat(shows(2, "any")).as("a refused generation has no number").isTrue();
      monitor.promoted(live);
      monitor.retired(retired);
      retired.stop();
      assertThat(stopped.getCount()).isEqualTo(1);

      live.stop();

      assertThat(stopped.getCount()).isZero();
    }
  }
}
