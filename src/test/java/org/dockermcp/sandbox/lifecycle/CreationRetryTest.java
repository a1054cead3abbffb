package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.engine.Networks;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.capacity.DiskQuota;
import org.dockermcp.sandbox.network.SandboxBridge;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.junit.jupiter.api.Test;

class CreationRetryTest {
  private final EngineFault quota =
      new EngineFault.QuotaUnsupported("no quota", new IllegalStateException());
  private final EngineFault noShell =
      new EngineFault.NoShell("no /bin/sh", new IllegalStateException());

  private final Settings settings = settings();
  private final EngineRoutes routes = new AnsweringRoutes();
  private final CreationRetry retry =
      new CreationRetry(
          new DiskQuota(settings, new EngineDisk(routes, new EngineFacts(routes))),
          new SandboxBridge(new Networks(routes), new Containers(routes), new Ownership("0", "0")));

  private static Settings settings() {
    try {
      return Settings.load(Map.of());
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private ContainerSpec spec() {
    SandboxProfile profile = new SandboxProfile(settings);
    return new ContainerSpec(
            "web",
            "sha256:1",
            "",
            profile.keepAlive(),
            List.of(),
            "/",
            Map.of(),
            profile.resources(SandboxFixture.LIMITS),
            profile.security(),
            List.of(),
            Map.of(),
            ContainerSpec.NO_NETWORK,
            false)
        .withDiskBytes(OptionalLong.of(1));
  }

  @Test
  void anotherAttemptLeavesTheFirstOnesContainerAsItWas() throws Throwable {
    CreationAttempt first = CreationAttempt.first(spec());
    CreationAttempt second = retry.next(first, quota);
    CreationAttempt third = retry.next(second, noShell);

    assertThat(first.spec()).isEqualTo(spec());
    assertThat(second.spec()).isEqualTo(spec().withDiskBytes(OptionalLong.empty()));
    assertThat(third.spec()).isEqualTo(second.spec().withEntrypoint(List.of()).withInit(true));
    assertThat(third.isPending()).isTrue();
  }

  @Test
  void theSameFaultTwiceIsTheFailure() throws Throwable {
    CreationAttempt second = retry.next(CreationAttempt.first(spec()), noShell);

    assertThatThrownBy(() -> retry.next(second, noShell)).isSameAs(noShell);
  }

  @Test
  void aNameThatIsTakenIsNotTriedAgain() {
    EngineFault taken = new EngineFault.NameTaken("Conflict");

    assertThatThrownBy(() -> retry.next(CreationAttempt.first(spec()), taken))
        .hasMessage(
            "Could not use the name 'web': another container has this name; choose another, or leave it"
                + " out.");
  }

  @Test
  void anyOtherFaultIsTheFailure() {
    EngineFault refused = new EngineFault.Refused("no cgroup");

    assertThatThrownBy(() -> retry.next(CreationAttempt.first(spec()), refused)).isSameAs(refused);
  }
}
