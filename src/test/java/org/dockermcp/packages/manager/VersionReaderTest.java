package org.dockermcp.packages.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionReaderTest {

  private static Map<String, String> versions(String manager, String printed) {
    return ShippedManagers.named(manager).versions(printed);
  }

  @Test
  void readsWhatTheProgramForPipAndRpmPrint() {
    String printed = "numpy\t2.1.0\npackage nope is not installed\ngcc-c++\t14.2.1-3.fc41\n";

    assertThat(versions("dnf", printed))
        .containsOnly(Map.entry("numpy", "2.1.0"), Map.entry("gcc-c++", "14.2.1-3.fc41"));
  }

  @Test
  void readsWhatDpkgPrintsAndOnlyWhatIsInstalledWhole() {
    String printed =
        "installed\tcurl\t7.88.1-10\nconfig-files\tjq\t1.6-2\nhalf-configured\tg++\t4:12\n";

    assertThat(versions("apt", printed)).containsOnly(Map.entry("curl", "7.88.1-10"));
  }

  @Test
  void readsWhatApkPrints() {
    assertThat(versions("apk", "py3-pip-23.1.2-r0\nlibstdc++-13.2.1_git20231014-r0\n"))
        .containsOnly(
            Map.entry("py3-pip", "23.1.2-r0"), Map.entry("libstdc++", "13.2.1_git20231014-r0"));
  }

  @Test
  void readsWhatPacmanPrints() {
    assertThat(versions("pacman", "curl 8.11.0-3\n")).containsOnly(Map.entry("curl", "8.11.0-3"));
  }

  @Test
  void readsWhatUvPrints() {
    assertThat(versions("uv", "[{\"name\":\"Zope.Interface\",\"version\":\"6.0\"}]"))
        .containsOnly(Map.entry("zope-interface", "6.0"));
  }

  @Test
  void readsWhatNpmPrints() {
    String printed =
        """
        {"name": "workspace", "dependencies": {
          "lodash": {"version": "4.17.21", "overridden": false},
          "@types/node": {"version": "18.0.0"},
          "absent": {"required": "^1", "missing": true}}}
        """;

    assertThat(versions("npm", printed))
        .containsOnly(Map.entry("lodash", "4.17.21"), Map.entry("@types/node", "18.0.0"));
  }

  @Test
  void readsWhatPnpmPrints() {
    String printed =
        "[{\"name\":\"w\",\"dependencies\":{\"ms\":{\"version\":\"2.1.3\"}},"
            + "\"devDependencies\":{\"left-pad\":{\"version\":\"1.3.0\"}}}]";

    assertThat(versions("pnpm", printed))
        .containsOnly(Map.entry("ms", "2.1.3"), Map.entry("left-pad", "1.3.0"));
  }

  @Test
  void readsWhatBothGenerationsOfYarnPrint() {
    String first =
        """
        {"type": "warning", "data": "No license field"}
        {"type": "tree", "data": {"trees": [{"name": "ms@2.1.3"}, {"name": "@types/ms@2.1.0"}]}}
        """;
    String later =
        """
        {"value": "@types/ms@npm:2.1.0", "children": {"Version": "2.1.0"}}
        {"value": "workspace@workspace:.", "children": {"Instances": 1}}
        """;

    assertThat(versions("yarn", first))
        .containsOnly(Map.entry("ms", "2.1.3"), Map.entry("@types/ms", "2.1.0"));
    assertThat(versions("yarn", later)).containsOnly(Map.entry("@types/ms", "2.1.0"));
  }

  @ParameterizedTest
  @MethodSource("org.dockermcp.packages.manager.ShippedManagers#names")
  void isEmptyWhenTheManagerPrintsSomethingElse(String manager) {
    assertThat(versions(manager, "")).isEmpty();
    assertThat(versions(manager, "error: it went very wrong\nand so on and on\n")).isEmpty();
  }
}
