package org.dockermcp.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.Test;

class PackageOrdersTest {
  private final PackageOrders orders;

  PackageOrdersTest() throws SettingsException {
    orders = new PackageOrders(CommandsFixture.commands(Map.of()));
  }

  private static ToolCall call(Map<String, Object> arguments) {
    return ToolCall.local("7f3a", "any", new Arguments(arguments));
  }

  private InstallRequest pip(ToolCall call) {
    return orders.namedFor(call, SandboxFixture.running("web"), "packages", "pip").request();
  }

  @Test
  void packagesOfACallAreInstalledByIt() {
    InstallRequest request = pip(call(Map.of("container_id", "web", "packages", List.of("six"))));

    assertThat(request.callId()).isEqualTo("7f3a");
    assertThat(request.texts()).containsExactly("six");
    assertThat(request.asked()).contains(PackageManager.PIP);
  }

  /** A script's own timeout is not its install's. */
  @Test
  void onlyACallOfAnInstallSaysHowLongThatMayTake() {
    ToolCall call = call(Map.of("packages", List.of("six"), "timeout", 5));

    assertThat(orders.request(call).timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(pip(call).timeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(orders.of(call, List.of("six")).timeout()).isEqualTo(Duration.ofMinutes(10));
  }
}
