package org.dockermcp.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.exec.CommandResultFixture;
import org.dockermcp.packages.manager.PackageManager;
import org.dockermcp.packages.manager.PackageName;
import org.dockermcp.packages.manager.RequestedPackage;
import org.dockermcp.packages.manager.ShippedManagers;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Progress;
import org.junit.jupiter.api.Test;

class InstallationTest {
  private static final PackageName A = ShippedManagers.name("uv", "a");
  private static final PackageName B = ShippedManagers.name("uv", "b>=2");
  private static final PackageName C = ShippedManagers.name("uv", "c==1.0");

  private final Installation begun = install(Duration.ofMinutes(1));

  private static Installation install(Duration timeout) {
    return install(ShippedManagers.named("uv"), timeout, List.of(A, B, C));
  }

  private static Installation install(
      PackageManager manager, Duration timeout, List<PackageName> packages) {
    RequestedPackages requested =
        new RequestedPackages(
            "7f3a",
            packages.stream()
                .map(it -> RequestedPackage.parse(it.text(), List.of(manager)))
                .toList(),
            Optional.empty(),
            ShippedManagers.all(),
            Optional.empty(),
            timeout,
            System.nanoTime(),
            Progress.NONE);
    return Installation.of(
        new InstallRequest(requested, SandboxFixture.running("web")),
        new ManagerChoice(manager, "it was wanted"),
        packages);
  }

  private static CommandResult ended(int exitCode) {
    return CommandResultFixture.ended("", "error: no\n", exitCode);
  }

  @Test
  void asksForWhatIsNotSurelyThere() {
    Installation rest = begun.knowing(Map.of("a", "7", "b", "3.0", "c", "1.0"));

    assertThat(rest.runs()).containsExactly(List.of(B));
    assertThat(rest.stateOf(A, Map.of())).isEqualTo(Installation.State.PRESENT);
  }

  @Test
  void hasNothingToDoWhenAllIsThere() {
    Installation onlyA = Installation.of(begun.request(), begun.chosen(), List.of(A));

    assertThat(onlyA.knowing(Map.of("a", "7")).isUnfinished()).isFalse();
  }

  @Test
  void runsTheManagerOnceWhenThatWorks() {
    Installation done = begun.knowing(Map.of()).ran(ended(0));

    assertThat(done.isUnfinished()).isFalse();
    assertThat(done.done()).containsExactly(A, B, C);
  }

  @Test
  void runsItOneByOneOnlyWhenThatFailsAndNamesTheCulprit() {
    Installation failed = begun.knowing(Map.of()).ran(ended(1));
    assertThat(failed.runs()).containsExactly(List.of(A), List.of(B), List.of(C));

    Installation done = failed.ran(ended(0)).ran(ended(1)).ran(ended(0));

    assertThat(done.isUnfinished()).isFalse();
    assertThat(done.failed()).containsOnly(Map.entry(B, "error: no"));
    assertThat(done.stateOf(A, Map.of("a", "1"))).isEqualTo(Installation.State.INSTALLED);
  }

  @Test
  void doesNotRepeatTheOnlyPackage() {
    Installation rest = begun.knowing(Map.of("a", "7", "c", "1.0")).ran(ended(1));

    assertThat(rest.isUnfinished()).isFalse();
    assertThat(rest.failed()).containsOnlyKeys(B);
  }

  @Test
  void countsWhatTheManagerLeftAsItWasAsPresent() {
    Installation done = begun.knowing(Map.of("b", "3.0")).ran(ended(0));

    assertThat(done.stateOf(B, Map.of("b", "3.0"))).isEqualTo(Installation.State.PRESENT);
    assertThat(done.stateOf(B, Map.of("b", "4.0"))).isEqualTo(Installation.State.INSTALLED);
  }

  @Test
  void keepsARunThatCameToNoEndAsUnfinished() {
    Installation cut = begun.knowing(Map.of()).ran(CommandResultFixture.timedOut(""));

    assertThat(cut.isUnfinished()).isTrue();
    assertThat(cut.stateOf(A, Map.of("a", "1"))).isEqualTo(Installation.State.INSTALLED);
    assertThat(cut.stateOf(C, Map.of())).isEqualTo(Installation.State.UNFINISHED);
  }

  @Test
  void doesNotGoOnWithoutTime() {
    assertThat(install(Duration.ZERO).knowing(Map.of()).goesOn()).isFalse();
  }

  @Test
  void givesUpOnAllWhenARefreshFails() {
    Installation failed = begun.knowing(Map.of()).refreshed(ended(100));

    assertThat(failed.isUnfinished()).isFalse();
    assertThat(failed.failed()).containsOnlyKeys(A, B, C);
  }

  @Test
  void givesOneRunNoMorePackagesThanTheManagerTakes() {
    PackageManager uv = ShippedManagers.named("uv");
    PackageManager two =
        new PackageManager(
            uv.name(),
            uv.presence(),
            uv.preference(),
            uv.kind(),
            uv.grammar(),
            uv.environment(),
            uv.errors(),
            uv.progress(),
            2,
            uv.refresh(),
            uv.install(),
            uv.listing());
    Installation begunWithTwo = install(two, Duration.ofMinutes(1), List.of(A, B, C));

    assertThat(begunWithTwo.knowing(Map.of()).runs()).containsExactly(List.of(A, B), List.of(C));
    assertThat(begunWithTwo.knowing(Map.of("a", "7")).runs()).containsExactly(List.of(B, C));
  }
}
