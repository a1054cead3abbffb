package org.dockermcp.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dockermcp.settings.Settings.InstallNetwork;
import org.dockermcp.settings.Settings.Network;
import org.dockermcp.settings.Settings.Origin;
import org.dockermcp.settings.Settings.Profile;
import org.dockermcp.settings.Settings.Seccomp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void theDefaultsAreThePythonServers() throws SettingsException {
    Settings settings = Settings.load(Map.of());

    assertThat(settings.profile()).isEqualTo(Profile.STANDARD);
    assertThat(settings.runtime()).isEmpty();
    assertThat(settings.seccomp()).isEqualTo(Seccomp.OWN);
    assertThat(settings.images()).isEmpty();
    assertThat(settings.memoryShare()).isEqualTo(0.75);
    assertThat(settings.diskLimit()).isEqualTo(2L << 30);
    assertThat(settings.diskFloor()).isEqualTo(0.05);
    assertThat(settings.idleTtl()).isEqualTo(Duration.ofHours(24));
    assertThat(settings.routeSchemes()).isEmpty();
    assertThat(settings.memoryLimit()).isEqualTo(1_073_741_824);
    assertThat(settings.cpuLimit()).isEqualTo(1.0);
    assertThat(settings.pidsLimit()).isEqualTo(512);
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.maxTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(settings.maxOutputBytes()).isEqualTo(40_000);
    assertThat(settings.maxSpoolBytes()).isEqualTo(64 << 20);
    assertThat(settings.spoolLimit()).isEqualTo(256 << 20);
    assertThat(settings.maxCalls())
        .isEqualTo(Math.max(16, 2 * Runtime.getRuntime().availableProcessors()));
    assertThat(settings.maxQueue()).isEqualTo(256);
    assertThat(settings.defaultNetwork()).isEqualTo(Network.NONE);
    assertThat(settings.installNetwork()).isEqualTo(InstallNetwork.TEMPORARY);
    assertThat(settings.caBundle()).isEmpty();
    assertThat(settings.listUnmanaged()).isFalse();
    assertThat(settings.routes()).isEmpty();
    assertThat(settings.debug()).isFalse();
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverTheDefault()
      throws SettingsException, IOException {
    String file = file("timeout=10s\npids-limit=100\n");

    Settings settings =
        Settings.load(Map.of("DOCKER_MCP_CONFIG", file, "DOCKER_MCP_TIMEOUT", " 20 "));

    assertThat(settings.origins())
        .containsEntry(Setting.TIMEOUT, new Origin("20", "environment"))
        .containsEntry(Setting.PIDS_LIMIT, new Origin("100", file))
        .containsEntry(Setting.CPU_LIMIT, new Origin("1.0", "default"))
        .containsOnlyKeys(Setting.values());
    assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.pidsLimit()).isEqualTo(100);
  }

  @Test
  void theStrictProfileHasDefaultsOfItsOwn() throws SettingsException {
    Settings strict =
        Settings.load(Map.of("DOCKER_MCP_PROFILE", "strict", "DOCKER_MCP_PIDS_LIMIT", "300"));

    assertThat(strict.profile()).isEqualTo(Profile.STRICT);
    assertThat(strict.memoryLimit()).isEqualTo(512L << 20);
    assertThat(strict.pidsLimit()).isEqualTo(300);
    assertThat(strict.origins())
        .containsEntry(Setting.MEMORY_LIMIT, new Origin("512m", "default"))
        .containsEntry(Setting.PIDS_LIMIT, new Origin("300", "environment"));
  }

  @Test
  void aBlankVariableIsAsGoodAsNone() throws SettingsException {
    assertThat(Settings.load(Map.of("DOCKER_MCP_TIMEOUT", " ")).origins())
        .containsEntry(Setting.TIMEOUT, new Origin("30", "default"));
  }

  @Test
  void tellsEveryProblemAtOnce() throws IOException {
    String file = file("pids-limit=3\nmemory=2g\n");
    Map<String, String> environment =
        Map.of(
            "DOCKER_MCP_CONFIG", file,
            "DOCKER_MCP_RUNTIME", "run sc",
            "DOCKER_MCP_MEMORY_SHARE", "101%",
            "DOCKER_MCP_MEMORY_LIMIT", "lots",
            "DOCKER_MCP_TIMEOUT", "0",
            "DOCKER_MCP_TIMOUT", "20",
            "DOCKER_MCP_DEFAULT_NETWORK", "host",
            "DOCKER_MCP_DEBUG", "maybe");

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.load(environment))
        .satisfies(
            fault ->
                assertThat(fault.problems())
                    .containsExactly(
                        file + " has the unknown key 'memory' (did you mean 'memory-limit'?).",
                        "DOCKER_MCP_TIMOUT is not a setting (did you mean 'DOCKER_MCP_TIMEOUT'?).",
                        "DOCKER_MCP_RUNTIME 'run sc' (environment) is not one word of letters,"
                            + " digits, dots, dashes and underscores.",
                        "DOCKER_MCP_MEMORY_LIMIT 'lots' (environment) is not a size such as"
                            + " 536870912, 512m or 2g.",
                        "DOCKER_MCP_PIDS_LIMIT '3' ("
                            + file
                            + ") is not a whole number between 8"
                            + " and 4194304.",
                        "DOCKER_MCP_MEMORY_SHARE '101%' (environment) is not between 1% and 100%.",
                        "DOCKER_MCP_TIMEOUT '0' (environment) is not between 0.1 and 86400"
                            + " seconds.",
                        "DOCKER_MCP_DEFAULT_NETWORK 'host' (environment) is not one of none,"
                            + " bridge.",
                        "DOCKER_MCP_DEBUG 'maybe' (environment) is neither true nor false."));
  }

  private static void refuses(Map<String, String> environment, String problem) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.load(environment))
        .satisfies(fault -> assertThat(fault.problems()).containsExactly(problem));
  }

  @Test
  void everyVariableThatLooksLikeASettingIsOne() throws SettingsException {
    refuses(Map.of("DOCKER_MCP_COLOUR", "red"), "DOCKER_MCP_COLOUR is not a setting.");
    refuses(
        Map.of("DOCKER_MCP_MEMORY", "1g"),
        "DOCKER_MCP_MEMORY is not a setting (did you mean 'DOCKER_MCP_MEMORY_LIMIT'?).");
    assertThat(
            Settings.load(Map.of("DOCKER_MCP_COLOUR", " ", "DOCKER_MCP", "1", "DOCKER_HOST", "x"))
                .timeout())
        .hasSeconds(30);
  }

  /** The server may run in a sandbox of another. */
  @Test
  void whatServersSetInSandboxesIsNoSettingAndNoProblem() throws SettingsException {
    assertThat(Settings.load(Map.of("DOCKER_MCP_MARK", "1_2", "DOCKER_MCP_SERVER", "3")).timeout())
        .hasSeconds(30);
  }

  @Test
  void aKeyWrittenAsAVariableIsToldAsTheKey() throws IOException {
    String file = file("DOCKER_MCP_TIMEOUT=20\n");

    refuses(
        Map.of("DOCKER_MCP_CONFIG", file),
        file + " has the unknown key 'DOCKER_MCP_TIMEOUT' (did you mean 'timeout'?).");
  }

  @Test
  void aChoiceThatIsNoneIsToldWithTheNearest() {
    refuses(
        Map.of("DOCKER_MCP_PROFILE", "strickt"),
        "DOCKER_MCP_PROFILE 'strickt' (environment) is not one of standard, strict (did you mean"
            + " 'strict'?).");
  }

  @Test
  void theFileMaySetWhatIsCamels() throws SettingsException, IOException {
    String file =
        file(
            """
            camel.main.message-history = true
            camel.main.logMask=true
            camel.threadpool.max-pool-size=40
            camel.component.seda.queue-size=50
            camel.component.kafka.brokers=a:1
            """);

    Settings settings =
        Settings.load(Map.of("DOCKER_MCP_CONFIG", file, "DOCKER_MCP_ROUTE_SCHEMES", "kafka"));

    assertThat(settings.camel())
        .containsEntry("camel.main.message-history", "true")
        .containsEntry("camel.component.kafka.brokers", "a:1")
        .hasSize(5);
  }

  @Test
  void whatWouldGoAroundTheServerIsRefused() throws IOException {
    String file =
        file(
            """
            camel.main.routes-include-pattern=file:evil.yaml
            camel.main.name=x
            camel.main.jmxEnabled=true
            camel.component.docker.host=evil
            camel.component.direct.block=true
            camel.component.kafka.brokers=a:1
            camel.component.docker=#class:a.B
            camel.component.*.bridge-error-handler=true
            camel.server.enabled=true
            camel.beans.x=#class:a.B
            camel.vault.aws.region=x
            camel.threadpool.config[a].id=x
            """);

    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> Settings.load(Map.of("DOCKER_MCP_CONFIG", file, "DOCKER_MCP_TIMEOUT", "0")))
        .satisfies(
            fault ->
                assertThat(fault.problems().stream().map(it -> it.replace(file, "FILE")))
                    .containsExactly(
                        "DOCKER_MCP_TIMEOUT '0' (environment) is not between 0.1 and 86400 seconds.",
                        "FILE has the key 'camel.beans.x', which is refused: routes name the server's own beans.",
                        "FILE has the key 'camel.component.*.bridge-error-handler', which is refused: only camel.main.*, camel.threadpool.* and camel.component.* can be set.",
                        "FILE has the key 'camel.component.direct.block', which is refused: a call of a route that is not there fails at once.",
                        "FILE has the key 'camel.component.docker', which is refused: only camel.main.*, camel.threadpool.* and camel.component.* can be set.",
                        "FILE has the key 'camel.component.docker.host', which is refused: the engine is named by DOCKER_HOST or a Docker context.",
                        "FILE has the key 'camel.component.kafka.brokers', which is refused: DOCKER_MCP_ROUTE_SCHEMES does not name 'kafka'.",
                        "FILE has the key 'camel.main.jmxEnabled', which is refused: the server registers its own MBeans.",
                        "FILE has the key 'camel.main.name', which is refused: of camel.main.* only these can be set: load-statistics-enabled, log-debug-max-chars, log-mask, message-history, stream-caching-enabled, thread-name-pattern, use-mdc-logging.",
                        "FILE has the key 'camel.main.routes-include-pattern', which is refused: routes are loaded from the folder of the tools alone.",
                        "FILE has the key 'camel.server.enabled', which is refused: DOCKER_MCP_MONITOR_PORT opens the only port.",
                        "FILE has the key 'camel.threadpool.config[a].id', which is refused: of camel.threadpool.* only these can be set: allow-core-thread-time-out, keep-alive-time, max-pool-size, max-queue-size, pool-size, rejected-policy, time-unit.",
                        "FILE has the key 'camel.vault.aws.region', which is refused: only camel.main.*, camel.threadpool.* and camel.component.* can be set."));
  }

  @Test
  void aTimeoutCannotBeLongerThanTheLongest() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () -> Settings.load(Map.of("DOCKER_MCP_TIMEOUT", "2m", "DOCKER_MCP_MAX_TIMEOUT", "1m")))
        .withMessage("DOCKER_MCP_TIMEOUT is longer than DOCKER_MCP_MAX_TIMEOUT.");
  }

  @Test
  void aStrictSandboxHasNoNetworkByDefaultEither() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                Settings.load(
                    Map.of("DOCKER_MCP_PROFILE", "strict", "DOCKER_MCP_DEFAULT_NETWORK", "bridge")))
        .withMessage(
            "DOCKER_MCP_DEFAULT_NETWORK is bridge, but DOCKER_MCP_PROFILE is strict, which gives no"
                + " sandbox a network.");
  }

  @Test
  void tellsThatTheFileIsNotThere() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Settings.load(Map.of("DOCKER_MCP_CONFIG", "/nonexistent/a.properties")))
        .withMessage(
            "DOCKER_MCP_CONFIG '/nonexistent/a.properties' could not be read: no such file.");
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("docker-mcp.properties"), content).toString();
  }
}
