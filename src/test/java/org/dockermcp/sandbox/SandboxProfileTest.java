package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.junit.jupiter.api.Test;

class SandboxProfileTest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();
  private static final Limits LIMITS = new Limits(1L << 30, 1.5, 512);

  private final SandboxProfile standard = profile("DOCKER_MCP_SECCOMP", "engine");
  private final SandboxProfile strict =
      profile("DOCKER_MCP_PROFILE", "strict", "DOCKER_MCP_SECCOMP", "engine");

  private static SandboxProfile profile(String name, String value, String... more) {
    try {
      return new SandboxProfile(
          Settings.load(
              more.length == 0 ? Map.of(name, value) : Map.of(name, value, more[0], more[1])));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode sent(HostConfig config) throws IOException {
    return MAPPER.readTree(MAPPER.writeValueAsBytes(config));
  }

  private static HostConfig hostConfig(
      SandboxProfile profile, String network, Optional<String> volume) {
    return profile.hostConfig(LIMITS, network, volume, Map.of("mcp-owner", "me"), false);
  }

  /** The table of the threat model; whatever is not in it is not sent to the engine at all. */
  @Test
  void theHostConfigurationIsThisAndNothingElse() throws IOException {
    HostConfig config = hostConfig(standard, "none", Optional.of("mcp-session-a"));

    assertThat(sent(config))
        .isEqualTo(
            MAPPER.readTree(
                """
                {
                  "Memory": 1073741824,
                  "MemorySwap": 1073741824,
                  "NanoCpus": 1500000000,
                  "PidsLimit": 512,
                  "CapDrop": ["ALL"],
                  "CapAdd": ["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETUID", "SETGID", "KILL"],
                  "SecurityOpt": ["no-new-privileges"],
                  "ReadonlyRootfs": false,
                  "Ulimits": [
                    {"Name": "nofile", "Soft": 4096, "Hard": 4096},
                    {"Name": "core", "Soft": 0, "Hard": 0},
                    {"Name": "fsize", "Soft": 2147483648, "Hard": 2147483648}
                  ],
                  "ShmSize": 67108864,
                  "IpcMode": "private",
                  "CgroupnsMode": "private",
                  "LogConfig": {"Type": "none"},
                  "OomScoreAdj": 500,
                  "RestartPolicy": {"MaximumRetryCount": 0, "Name": ""},
                  "NetworkMode": "none",
                  "Init": false,
                  "Mounts": [
                    {
                      "Type": "volume",
                      "Source": "mcp-session-a",
                      "Target": "/workspace",
                      "VolumeOptions": {"Labels": {"mcp-owner": "me"}}
                    }
                  ],
                  "Tmpfs": {"/tmp": "rw,exec,nosuid,nodev,mode=1777,size=375809638"}
                }
                """));
  }

  @Test
  void theStrictOneHasNoCapabilityAndNothingToWriteToBesideItsTmpfsAndWorkspace()
      throws IOException {
    HostConfig config = hostConfig(strict, "none", Optional.of("mcp-session-a"));

    assertThat(sent(config))
        .isEqualTo(
            MAPPER.readTree(
                """
                {
                  "Memory": 1073741824,
                  "MemorySwap": 1073741824,
                  "NanoCpus": 1500000000,
                  "PidsLimit": 512,
                  "CapDrop": ["ALL"],
                  "CapAdd": [],
                  "SecurityOpt": ["no-new-privileges"],
                  "ReadonlyRootfs": true,
                  "Ulimits": [
                    {"Name": "nofile", "Soft": 4096, "Hard": 4096},
                    {"Name": "core", "Soft": 0, "Hard": 0},
                    {"Name": "fsize", "Soft": 2147483648, "Hard": 2147483648}
                  ],
                  "ShmSize": 67108864,
                  "IpcMode": "private",
                  "CgroupnsMode": "private",
                  "LogConfig": {"Type": "none"},
                  "OomScoreAdj": 500,
                  "RestartPolicy": {"MaximumRetryCount": 0, "Name": ""},
                  "NetworkMode": "none",
                  "Init": false,
                  "Mounts": [
                    {
                      "Type": "volume",
                      "Source": "mcp-session-a",
                      "Target": "/workspace",
                      "VolumeOptions": {"Labels": {"mcp-owner": "me"}}
                    }
                  ],
                  "Tmpfs": {
                    "/tmp": "rw,exec,nosuid,nodev,mode=1777,size=161061273",
                    "/home/sandbox": "rw,exec,nosuid,nodev,mode=755,uid=1000,gid=1000,size=107374182",
                    "/var/tmp": "rw,exec,nosuid,nodev,mode=1777,size=53687091",
                    "/run": "rw,exec,nosuid,nodev,mode=755,uid=1000,gid=1000,size=53687091"
                  }
                }
                """));
  }

  @Test
  void aNetworkedSandboxJoinsOurOwnBridgeButNeverInTheStrictProfile() {
    HostConfig config = hostConfig(standard, "0123", Optional.empty());
    HostConfig none = hostConfig(strict, "0123", Optional.empty());

    assertThat(config.getNetworkMode()).isEqualTo("0123");
    assertThat(none.getNetworkMode()).isEqualTo("none");
  }

  @Test
  void whatLivesInMemoryFillsNoHalfOfASmallLimitEither() {
    HostConfig config =
        strict.hostConfig(new Limits(64 << 20, 1.0, 32), "none", Optional.empty(), Map.of(), false);
    long tmpfs =
        config.getTmpFs().values().stream()
            .mapToLong(options -> Long.parseLong(options.replaceFirst(".*size=", "")))
            .sum();

    assertThat(tmpfs + config.getShmSize()).isLessThan(32 << 20);
  }

  @Test
  void withoutASessionTheWorkspaceIsAVolumeWithoutAName() throws IOException {
    JsonNode mount = sent(hostConfig(standard, "none", Optional.empty())).at("/Mounts/0");

    assertThat(mount.path("Type").asText()).isEqualTo("volume");
    assertThat(mount.has("Source")).isFalse();
  }

  @Test
  void ourOwnListOfSystemCallsGoesWithItUnlessTheOperatorWantsTheEngines() throws IOException {
    List<String> options =
        hostConfig(profile("DOCKER_MCP_PROFILE", "strict"), "none", Optional.empty())
            .getSecurityOpts();

    assertThat(options).hasSize(2).startsWith("no-new-privileges");
    JsonNode list = MAPPER.readTree(options.get(1).replaceFirst("^seccomp=", ""));
    assertThat(list.path("defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
    assertThat(list.findValuesAsText("subArchitectures")).containsOnly("");
  }

  @Test
  void theOperatorsRuntimeIsSentWhenThereIsOne() {
    HostConfig config =
        hostConfig(profile("DOCKER_MCP_RUNTIME", "runsc"), "none", Optional.empty());

    assertThat(config.getRuntime()).isEqualTo("runsc");
  }

  @Test
  void theStrictUserIsNotRootAndHasAHome() {
    assertThat(standard.user()).isEmpty();
    assertThat(strict.user()).isEqualTo("1000:1000");
    assertThat(standard.environment()).containsExactly("DOCKER_MCP_MARK=keep");
    assertThat(strict.environment()).containsExactly("DOCKER_MCP_MARK=keep", "HOME=/home/sandbox");
  }

  @Test
  void noAuthoritiesGoIntoASystemThatIsReadOnly() {
    String file = Path.of("pom.xml").toString();

    assertThat(profile("DOCKER_MCP_CA_BUNDLE", file).caBundle()).isPresent();
    assertThat(profile("DOCKER_MCP_CA_BUNDLE", file, "DOCKER_MCP_PROFILE", "strict").caBundle())
        .isEmpty();
  }

  @Test
  void theFirstProcessIsSilentAndEndsOnTerm() {
    assertThat(standard.keepAlive())
        .isEqualTo(
            List.of(
                "/bin/sh",
                "-c",
                "exec >/dev/null 2>&1 </dev/null; trap 'exit 0' TERM INT; while :; do sleep 86400 &"
                    + " wait $!; done"));
  }
}
