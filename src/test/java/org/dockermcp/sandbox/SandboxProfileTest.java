package org.dockermcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ResourceLimits;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.junit.jupiter.api.Test;

class SandboxProfileTest {
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

  @Test
  void theResourcesAreTheLimitsAndThese() {
    assertThat(standard.resources(LIMITS))
        .isEqualTo(
            new ContainerSpec.Resources(
                new ResourceLimits(1L << 30, 1.5, 512),
                64L << 20,
                4096,
                2048L << 20,
                OptionalLong.empty()));
  }

  @Test
  void theRightsAreThoseThatInstallersNeed() {
    assertThat(standard.security())
        .isEqualTo(
            new ContainerSpec.Security(
                Set.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SETUID", "SETGID", "KILL"),
                ContainerSpec.Seccomp.ENGINE,
                false,
                Optional.empty()));
    assertThat(standard.tmpfs(LIMITS))
        .isEqualTo(Map.of("/tmp", new ContainerSpec.Tmpfs(375809638, "1777", "")));
  }

  @Test
  void theStrictOneHasNoCapabilityAndNothingToWriteToBesideItsTmpfsAndWorkspace() {
    assertThat(strict.security())
        .isEqualTo(
            new ContainerSpec.Security(
                Set.of(), ContainerSpec.Seccomp.ENGINE, true, Optional.empty()));
    assertThat(strict.tmpfs(LIMITS))
        .isEqualTo(
            Map.of(
                "/tmp",
                new ContainerSpec.Tmpfs(161061273, "1777", ""),
                "/home/sandbox",
                new ContainerSpec.Tmpfs(107374182, "755", "1000:1000"),
                "/var/tmp",
                new ContainerSpec.Tmpfs(53687091, "1777", ""),
                "/run",
                new ContainerSpec.Tmpfs(53687091, "755", "1000:1000")));
  }

  @Test
  void aNetworkedSandboxGetsANetworkButNeverInTheStrictProfile() {
    assertThat(standard.networked(true)).isTrue();
    assertThat(standard.networked(false)).isFalse();
    assertThat(strict.networked(true)).isFalse();
  }

  @Test
  void whatLivesInMemoryFillsNoHalfOfASmallLimitEither() {
    Limits small = new Limits(64 << 20, 1.0, 32);
    long tmpfs = strict.tmpfs(small).values().stream().mapToLong(ContainerSpec.Tmpfs::bytes).sum();

    assertThat(tmpfs + strict.resources(small).shmBytes()).isLessThan(32 << 20);
  }

  @Test
  void ourOwnListOfSystemCallsGoesWithItUnlessTheOperatorWantsTheEngines() {
    assertThat(profile("DOCKER_MCP_PROFILE", "strict").security().seccomp())
        .isEqualTo(ContainerSpec.Seccomp.OWN);
  }

  @Test
  void theOperatorsRuntimeIsSentWhenThereIsOne() {
    assertThat(profile("DOCKER_MCP_RUNTIME", "runsc").security().runtime()).contains("runsc");
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
