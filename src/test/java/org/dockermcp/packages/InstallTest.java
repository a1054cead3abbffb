package org.dockermcp.packages;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dockermcp.exec.CommandResult;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Progress;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class InstallTest {
  private static final PackageName A = PackageName.of(PackageManager.UV, "a");
  private static final PackageName B = PackageName.of(PackageManager.UV, "b>=2");
  private static final PackageName C = PackageName.of(PackageManager.UV, "c==1.0");

  private final Install begun = install(Duration.ofMinutes(1));

  private static Install install(Duration timeout) {
    List<String> texts = Stream.of(A, B, C).map(PackageName::text).toList();
    InstallRequest request =
        new InstallRequest(
            "7f3a", texts, Optional.empty(), timeout, System.nanoTime(), Progress.NONE);
    Survey survey =
        new Survey(request, SandboxFixture.running("web"), Set.of(PackageManager.UV), Set.of());
    return Install.of(
        survey, new ManagerChoice(PackageManager.UV, "it was wanted"), List.of(A, B, C));
  }

  private static CommandResult ended(int exitCode) {
    return new CommandResult(
        "",
        "error: no\n",
        exitCode,
        5,
        false,
        false,
        false,
        new CommandResult.Omitted(0, 0),
        false,
        null,
        null,
        false,
        false,
        false,
        null,
        null,
        null);
  }

  private static CommandResult late() {
    return new CommandResult(
        "",
        "",
        null,
        5,
        true,
        false,
        false,
        new CommandResult.Omitted(0, 0),
        false,
        null,
        null,
        false,
        false,
        false,
        null,
        null,
        null);
  }

  @Test
  void asksForWhatIsNotSurelyThere() {
    Install rest = begun.knowing(Map.of("a", "7", "b", "3.0", "c", "1.0"));

    assertThat(rest.runs()).containsExactly(List.of(B));
    assertThat(rest.stateOf(A, Map.of())).isEqualTo(Install.State.PRESENT);
  }

  @Test
  void hasNothingToDoWhenAllIsThere() {
    Survey survey =
        new Survey(begun.request(), begun.sandbox(), Set.of(PackageManager.UV), Set.of());
    Install onlyA = Install.of(survey, begun.chosen(), List.of(A));

    assertThat(onlyA.knowing(Map.of("a", "7")).isUnfinished()).isFalse();
  }

  @Test
  void runsTheManagerOnceWhenThatWorks() {
    Install done = begun.knowing(Map.of()).ran(ended(0));

    assertThat(done.isUnfinished()).isFalse();
    assertThat(done.done()).containsExactly(A, B, C);
  }

  @Test
  void runsItOneByOneOnlyWhenThatFailsAndNamesTheCulprit() {
    Install failed = begun.knowing(Map.of()).ran(ended(1));
    assertThat(failed.runs()).containsExactly(List.of(A), List.of(B), List.of(C));

    Install done = failed.ran(ended(0)).ran(ended(1)).ran(ended(0));

    assertThat(done.isUnfinished()).isFalse();
    assertThat(done.failed()).containsOnly(Map.entry(B, "error: no"));
    assertThat(done.stateOf(A, Map.of("a", "1"))).isEqualTo(Install.State.INSTALLED);
  }

  @Test
  void doesNotRepeatTheOnlyPackage() {
    Install rest = begun.knowing(Map.of("a", "7", "c", "1.0")).ran(ended(1));

    assertThat(rest.isUnfinished()).isFalse();
    assertThat(rest.failed()).containsOnlyKeys(B);
  }

  @Test
  void countsWhatTheManagerLeftAsItWasAsPresent() {
    Install done = begun.knowing(Map.of("b", "3.0")).ran(ended(0));

    assertThat(done.stateOf(B, Map.of("b", "3.0"))).isEqualTo(Install.State.PRESENT);
    assertThat(done.stateOf(B, Map.of("b", "4.0"))).isEqualTo(Install.State.INSTALLED);
  }

  @Test
  void keepsARunThatCameToNoEndAsUnfinished() {
    Install cut = begun.knowing(Map.of()).ran(late());

    assertThat(cut.isUnfinished()).isTrue();
    assertThat(cut.stateOf(A, Map.of("a", "1"))).isEqualTo(Install.State.INSTALLED);
    assertThat(cut.stateOf(C, Map.of())).isEqualTo(Install.State.UNFINISHED);
  }

  @Test
  void doesNotGoOnWithoutTime() {
    assertThat(install(Duration.ZERO).knowing(Map.of()).goesOn()).isFalse();
  }

  @Test
  void givesUpOnAllWhenARefreshFails() {
    Install failed = begun.knowing(Map.of()).refreshed(ended(100));

    assertThat(failed.isUnfinished()).isFalse();
    assertThat(failed.failed()).containsOnlyKeys(A, B, C);
  }
}
