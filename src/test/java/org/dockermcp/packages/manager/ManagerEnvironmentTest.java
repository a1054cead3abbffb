package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManagerEnvironmentTest {
  private static Map<String, String> environment(Map<String, String> users) {
    ManagerEnvironment environment = ShippedManagers.named("apt").environment();
    Map<String, String> variables = new TreeMap<>(users);
    variables.keySet().removeIf(name -> !environment.inherits(name));
    variables.putAll(environment.variables());
    return variables;
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

  /** One may run another: a Node.js package's script runs pip. */
  @Test
  void managersHearWhatTheOthersNeedButForWhatTheySetThemselves() throws IOException {
    PackageManagers managers =
        PackageManagers.of(List.of(Cargo.manager(), ShippedManagers.named("pip")));

    assertThat(managers.require("pip").environment().variables())
        .containsEntry("CARGO_TERM_COLOR", "never")
        .containsEntry("TMPDIR", "/var/tmp");
    assertThat(managers.require("cargo").environment().variables())
        .containsEntry("PIP_NO_INPUT", "1")
        .containsEntry("CI", "true")
        .containsEntry("TMPDIR", "/workspace");
    assertThat(managers.require("pip").environment().inherits("cargo_home")).isTrue();
  }
}
