package org.dockermcp.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {
  @Test
  void theDefaultsAreThese() {
    String table =
        Arrays.stream(Setting.values())
            .map(key -> "%s %s %s".formatted(key.variable(), key.property(), key.defaultText()))
            .map(String::strip)
            .collect(Collectors.joining("\n"));

    assertThat(table)
        .isEqualTo(
            """
            DOCKER_MCP_ENGINE engine docker
            DOCKER_MCP_PROFILE profile standard
            DOCKER_MCP_RUNTIME runtime
            DOCKER_MCP_SECCOMP seccomp own
            DOCKER_MCP_IMAGES images
            DOCKER_MCP_MEMORY_LIMIT memory-limit 1g
            DOCKER_MCP_CPU_LIMIT cpu-limit 1.0
            DOCKER_MCP_PIDS_LIMIT pids-limit 512
            DOCKER_MCP_MEMORY_SHARE memory-share 75%
            DOCKER_MCP_DISK_LIMIT disk-limit 2g
            DOCKER_MCP_DISK_FLOOR disk-floor 5%
            DOCKER_MCP_IDLE_TTL idle-ttl 24h
            DOCKER_MCP_TIMEOUT timeout 30
            DOCKER_MCP_MAX_TIMEOUT max-timeout 1h
            DOCKER_MCP_MAX_OUTPUT_BYTES max-output-bytes 40000
            DOCKER_MCP_MAX_SPOOL_BYTES max-spool-bytes 64m
            DOCKER_MCP_SPOOL_LIMIT spool-limit 256m
            DOCKER_MCP_MAX_CALLS max-calls
            DOCKER_MCP_MAX_QUEUE max-queue 256
            DOCKER_MCP_MAX_PROCESSES max-processes 32
            DOCKER_MCP_DEFAULT_NETWORK default-network none
            DOCKER_MCP_INSTALL_NETWORK install-network temporary
            DOCKER_MCP_CA_BUNDLE ca-bundle
            DOCKER_MCP_LIST_UNMANAGED list-unmanaged false
            DOCKER_MCP_CONFIRM confirm true
            DOCKER_MCP_ROUTES routes
            DOCKER_MCP_ROUTE_SCHEMES route-schemes
            DOCKER_MCP_MONITOR_PORT monitor-port
            DOCKER_MCP_CAMEL_CLI camel-cli off
            DOCKER_MCP_DEBUG debug false""");
  }

  @ParameterizedTest
  @EnumSource
  void everySettingSaysWhatItDecides(Setting key) {
    assertThat(key.meaning()).isNotBlank().doesNotEndWith(".");
  }
}
