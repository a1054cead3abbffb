package org.dockermcp.packages;

import java.util.Map;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class InstallEnvironmentTest {
  private static Map<String, String> environment(Map<String, String> users) {
    return PackageManager.environment(new SandboxEnvironment(users)).values();
  }

  @Test
  void managersHearWherePackagesAreAndNothingElseOfUsers() {
    Map<String, String> plain = environment(Map.of());

    assertThat(
            environment(Map.of("PATH", "/x", "LD_PRELOAD", "/x", "PYTHONPATH", "/x", "XPIP_", "x")))
        .isEqualTo(plain);
    assertThat(
            environment(
                Map.of("PIP_INDEX_URL", "a", "npm_config_registry", "b", "https_proxy", "c")))
        .containsAllEntriesOf(plain)
        .containsEntry("PIP_INDEX_URL", "a")
        .containsEntry("npm_config_registry", "b")
        .containsEntry("https_proxy", "c")
        .hasSize(plain.size() + 3);
  }

  @Test
  void whatTheServerNeedsWins() {
    assertThat(environment(Map.of("PIP_NO_INPUT", "0"))).containsEntry("PIP_NO_INPUT", "1");
  }
}
