package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SandboxProfileTest {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();
  private static final Limits LIMITS = new Limits(1L << 30, 1.5, 512);

  private static JsonNode sent(HostConfig config) throws IOException {
    return MAPPER.readTree(MAPPER.writeValueAsBytes(config));
  }

  private static HostConfig hostConfig(String network, Optional<String> volume) {
    return SandboxProfile.hostConfig(LIMITS, network, volume, Map.of("mcp-owner", "me"), false);
  }

  /** The table of the threat model; whatever is not in it is not sent to the engine at all. */
  @Test
  void theHostConfigurationIsThisAndNothingElse() throws IOException {
    HostConfig config = hostConfig("none", Optional.of("mcp-session-a"));

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
                  "Tmpfs": {"/tmp": "rw,exec,nosuid,nodev,mode=1777,size=429496729"}
                }
                """));
  }

  @Test
  void aNetworkedSandboxJoinsTheNetworkOfThisId() {
    HostConfig config = hostConfig("0123", Optional.empty());

    assertThat(config.getNetworkMode()).isEqualTo("0123");
  }

  @Test
  void withoutASessionTheWorkspaceIsAVolumeWithoutAName() throws IOException {
    JsonNode mount = sent(hostConfig("none", Optional.empty())).at("/Mounts/0");

    assertThat(mount.path("Type").asText()).isEqualTo("volume");
    assertThat(mount.has("Source")).isFalse();
  }

  @Test
  void theFirstProcessIsSilentAndEndsOnTerm() {
    assertThat(SandboxProfile.keepAlive())
        .isEqualTo(
            List.of(
                "/bin/sh",
                "-c",
                "exec >/dev/null 2>&1 </dev/null; trap 'exit 0' TERM INT; while :; do sleep 86400 &"
                    + " wait $!; done"));
  }
}
