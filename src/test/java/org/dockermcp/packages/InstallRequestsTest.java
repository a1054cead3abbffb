package org.dockermcp.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.packages.manager.RequestedPackage;
import org.dockermcp.packages.manager.ShippedManagers;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class InstallRequestsTest {
  private static final Sandbox WEB = SandboxFixture.running("web");

  private final InstallRequests requests =
      new InstallRequests(CommandsFixture.commands(Map.of()), ShippedManagers.all());

  private static ToolCall call(Map<String, Object> arguments) {
    return ToolCall.local("7f3a", "any", new Arguments(arguments));
  }

  @Test
  void packagesOfACallAreInstalledByIt() {
    ToolCall call = call(Map.of("container_id", "web", "packages", List.of("six")));
    RequestedPackages request = requests.argumentFor(call, WEB, "packages", "pip").requested();

    assertThat(request.callId()).isEqualTo("7f3a");
    assertThat(request.packages()).extracting(RequestedPackage::toString).containsExactly("six");
    assertThat(request.manager()).contains(ShippedManagers.named("pip"));
  }

  /** A script's own timeout is not its install's. */
  @Test
  void onlyACallOfAnInstallSaysHowLongThatMayTake() {
    ToolCall call = call(Map.of("packages", List.of("six"), "timeout", 5));

    assertThat(requests.parse(call).timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(requests.argumentFor(call, WEB, "packages", "pip").requested().timeout())
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(requests.list(call, WEB, List.of("six")).requested().timeout())
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aManagerThatThereIsNotIsRefusedWithThoseThereAre() {
    ToolCall call = call(Map.of("packages", List.of("six"), "package_manager", "pipp"));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> requests.parse(call))
        .withMessage(
            "Could not use package_manager 'pipp': it is not a known package manager"
                + " (did you mean 'pip'?); give one of apk, apt, dnf, npm, pacman, pip, pnpm, uv,"
                + " yarn, zypper.");
  }

  @Test
  void namesAreRefusedThatNoManagerTakesOrNotTheNamedOne() {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> requests.parse(call(Map.of("packages", List.of("six", "-r x")))))
        .withMessage(
            "Could not install '-r x': it is not a package name in any package manager's grammar;"
                + " give names such as requests, lodash@4 or libpq-dev, without options, paths or"
                + " addresses.");
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(
            () ->
                requests.argumentFor(
                    call(Map.of("packages", List.of("@a/b"))), WEB, "packages", "pip"))
        .withMessageStartingWith("Could not install '@a/b' with pip: it is not a package name in");
  }

  @Test
  void c13ATextThatNamesSeveralIsAsGoodAsAList() {
    ToolCall call = call(Map.of("packages", List.of("six>=1.10,<2, rich\nclick")));

    assertThat(requests.argumentFor(call, WEB, "packages", "pip").requested().packages())
        .extracting(RequestedPackage::toString)
        .containsExactly("six>=1.10,<2", "rich", "click");
  }

  @Test
  void c13ATextNamesNoMoreThanAListMay() {
    ToolCall call = call(Map.of("packages", List.of("a,".repeat(50) + numbered(101))));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> requests.parse(call))
        .withMessage("Could not install packages: there are 102; name at most 100 at once.");
  }

  private static String numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining(","));
  }
}
