package org.dockermcp.it.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What add_dependencies promises, with packages of the registries that everybody uses. */
class AddDependenciesIT extends InstallTest {
  private String box = "";

  @BeforeAll
  void createContainer() {
    box = create(Images.DEBIAN);
  }

  @Test
  void installsWithPipAndTellsTheVersions() {
    Reply reply = install(box, List.of("six", "attrs==24.2.0"), "package_manager", "pip").ok();

    assertThat(reply.get("package_manager")).isEqualTo("pip");
    assertThat(reply.get("chosen_because")).isEqualTo("package_manager names it");
    assertThat(names(reply, "installed")).containsExactly("six", "attrs");
    assertThat(version(reply, "installed", "attrs")).isEqualTo("24.2.0");
    assertThat(reply.content().path("already_present")).isEmpty();
    assertThat(reply.content().path("failed")).isEmpty();
    assertThat(reply.content().path("duration_ms").longValue()).isPositive();
    assertThat(stdout(box, "python3 -c 'import six, attr; print(attr.__version__)'"))
        .isEqualTo("24.2.0\n");
    hasNoNetwork(box);
  }

  @Test
  void installsWithNpmWhereProgramsInTheWorkspaceFindIt() {
    Reply reply =
        install(box, List.of("left-pad@1.3.0", "@types/ms"), "package_manager", "npm").ok();

    assertThat(names(reply, "installed")).containsExactly("left-pad", "@types/ms");
    assertThat(version(reply, "installed", "left-pad")).isEqualTo("1.3.0");
    assertThat(stdout(box, "node -e \"console.log(require('left-pad')(1, 3, 0))\""))
        .isEqualTo("001\n");
    hasNoNetwork(box);
  }

  @Test
  void installsWithApt() {
    Reply reply = install(box, List.of("tree"), "package_manager", "apt").ok();

    assertThat(version(reply, "installed", "tree"))
        .isEqualTo(stdout(box, "dpkg-query -W -f '${Version}' tree"));
    assertThat(stdout(box, "tree --version")).startsWith("tree v");
    hasNoNetwork(box);
  }

  @Test
  void installsBesideOthersInASandboxWithItsOwnNetwork() {
    String networked = create(Images.DEBIAN, "network_enabled", true);
    run(networked, "(sleep 300 >/dev/null 2>&1 &)").ok();

    assertThat(names(install(networked, List.of("six")).ok(), "installed")).containsExactly("six");
    assertThat(inspect(networked).getNetworkSettings().getNetworks())
        .containsOnlyKeys(
            "docker-mcp-" + inspect(networked).getConfig().getLabels().get("mcp-owner"));
  }

  @Test
  void trustsTheOperatorsAuthoritiesInCurlToo() {
    String networked = create(Images.DEBIAN, "network_enabled", true);
    install(networked, List.of("curl")).ok();

    String index =
        "$(sed -n 's|^deb http://\\([^ ]*\\).*|https://\\1/|p' /etc/apt/sources.list | head -1)";
    assertThat(stdout(networked, "curl -sS -o /dev/null -w '%{http_code}' " + index))
        .isEqualTo("200");
  }

  @Test
  void doesNotInstallAgainWhatIsThere() {
    String own = create(Images.DEBIAN);
    install(own, List.of("requests[socks]>=2")).ok();
    run(own, "(sleep 300 >/dev/null 2>&1 &)").ok();

    // With that sleep at work no network could be lent.
    Reply again = install(own, List.of("requests[socks]>=2", "PySocks")).ok();

    assertThat(again.content().path("installed")).isEmpty();
    assertThat(names(again, "already_present")).containsExactly("requests", "pysocks");
    assertThat(version(again, "already_present", "requests")).matches("2\\.[0-9.]+");
  }

  @Test
  void installsTheRestAndNamesTheCulprit() {
    String own = create(Images.DEBIAN);
    Reply reply = install(own, List.of("six", "no-such-package-of-docker-mcp"));

    assertThat(reply.code()).isEqualTo("INSTALL_FAILED");
    assertThat(reply.message())
        .isEqualTo(
            "Could not install 'no-such-package-of-docker-mcp' with pip: ERROR: No matching"
                + " distribution found for no-such-package-of-docker-mcp; check the names and"
                + " versions, or name another package_manager.");
    assertThat(names(reply, "installed")).containsExactly("six");
    assertThat(names(reply, "failed")).containsExactly("no-such-package-of-docker-mcp");
    assertThat(reply.content().at("/failed/0/reason").asText()).contains("from versions: none");
    assertThat(stdout(own, "python3 -c 'import six; print(six.__name__)'")).isEqualTo("six\n");
    hasNoNetwork(own);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "npm | npm error 404  'no-such-package-of-docker-mcp@*' is not in this registry",
        "apt | E: Unable to locate package no-such-package-of-docker-mcp",
      })
  void tellsWhatTheManagerSaid(String manager, String words) {
    Reply reply =
        install(box, List.of("no-such-package-of-docker-mcp"), "package_manager", manager);

    assertThat(reply.code()).isEqualTo("INSTALL_FAILED");
    assertThat(reply.message())
        .isEqualTo(
            "Could not install 'no-such-package-of-docker-mcp' with %s: %s; check the names and"
                    .formatted(manager, words)
                + " versions, or name another package_manager.");
    assertThat(reply.content().path("installed")).isEmpty();
    hasNoNetwork(box);
  }

  @Test
  void choosesByTheNamesAndTheFilesInTheWorkspace() {
    String own = create(Images.DEBIAN);
    assertThat(install(own, List.of("left-pad")).ok().get("chosen_because"))
        .isEqualTo("the names are those of Node.js packages");

    // npm has left its package.json there.
    Reply ms = install(own, List.of("ms")).ok();
    assertThat(ms.get("package_manager")).isEqualTo("npm");
    assertThat(ms.get("chosen_because")).isEqualTo("package.json is in /workspace");
    assertThat(install(own, List.of("pytest", "requests")).ok().get("package_manager"))
        .isEqualTo("pip");
  }

  @Test
  void tellsProgressWhileItInstalls() {
    String own = create(Images.DEBIAN);
    server.callWithProgress(
        "add_dependencies", "installing", Map.of("container_id", own, "packages", List.of("six")));

    assertThat(server.progress())
        .filteredOn(note -> note.progressToken().equals("installing"))
        .extracting(ProgressNotification::message)
        .contains("Installing six with pip", "Collecting six")
        .anyMatch(message -> message.startsWith("Successfully installed six-"));
  }

  @Test
  void refusesOnePackageNamedTwice() {
    assertThat(install(box, List.of("six", "six==1.0"), "package_manager", "pip").message())
        .isEqualTo(
            "Could not install 'six==1.0': six is named twice; name each package once, with one"
                + " constraint.");
  }

  @Test
  void saysThatThereIsNoPackageManager() {
    Reply busybox = install(create(Images.BUSYBOX, "name", "mcp-it-bare"), List.of("six"));
    Reply noShell = install(create(Images.NO_SHELL, "name", "mcp-it-mute"), List.of("six"));
    Reply noApk = install(box, List.of("six"), "package_manager", "apk");

    String other =
        "; use an image that has one, such as python:3.12-slim, node:22-alpine or debian:12.";
    assertThat(busybox.code()).isEqualTo("NO_PACKAGE_MANAGER");
    assertThat(busybox.message())
        .isEqualTo(
            "Could not install packages in container 'mcp-it-bare': its image docker-mcp/busybox:1"
                + " has no package manager"
                + other);
    assertThat(noShell.code()).isEqualTo("NO_PACKAGE_MANAGER");
    assertThat(noShell.message())
        .isEqualTo(
            "Could not install packages in container 'mcp-it-mute': its image"
                + " docker-mcp/no-shell:1 has no shell and no package manager"
                + other);
    assertThat(noApk.code()).isEqualTo("NO_PACKAGE_MANAGER");
    assertThat(noApk.message())
        .endsWith(
            "its image docker-mcp/debian:12 has no apk; use an image that has it, or one of:"
                + " apt, npm, pip.");
  }

  @Test
  void lendsNoNetworkWhileAJobOfTheUsersRuns() {
    String busy = create(Images.DEBIAN, "name", "mcp-it-busy");
    run(busy, "(sleep 300 >/dev/null 2>&1 &)").ok();

    Reply reply = install(busy, List.of("six"));

    assertThat(reply.code()).isEqualTo("BUSY");
    assertThat(reply.message())
        .isEqualTo(
            "Could not install packages in container 'mcp-it-busy': 'sleep 300' is running in it"
                + " and would get the temporary network; try again when it has ended.");
    hasNoNetwork(busy);
  }

  @Test
  void lendsNoNetworkWhileACommandRuns() {
    String busy = create(Images.DEBIAN);
    List<Reply> replies =
        atOnce(
            List.of(
                () ->
                    run(
                        busy,
                        "touch started; while [ ! -e seen ]; do sleep 0.1; done; ls /sys/class/net",
                        "timeout",
                        60),
                () -> {
                  awaitFile(busy, "/workspace/started");
                  Reply refused = install(busy, List.of("six"));
                  run(busy, "touch seen").ok();
                  return refused;
                }));

    assertThat(replies.get(0).ok().get("stdout")).isEqualTo("lo\n");
    assertThat(replies.get(1).code()).isEqualTo("BUSY");
    assertThat(replies.get(1).message())
        .endsWith("another command is running in it; try again when it has ended.");
  }

  private void awaitFile(String container, String file) {
    run(container, "while [ ! -e " + file + " ]; do sleep 0.1; done", "timeout", 60).ok();
  }

  @Test
  void isWhatTheOtherToolsInstallWith() {
    Reply created =
        server
            .call(
                "create_container", arguments("image", Images.DEBIAN, "dependencies", "six, attrs"))
            .ok();
    Reply script =
        server
            .call(
                "execute_python_script",
                arguments(
                    "container_id",
                    created.get("container_id"),
                    "script",
                    "import six, idna; print(idna.encode('ä.example').decode())",
                    "packages",
                    List.of("six", "idna")))
            .ok();

    assertThat(created.content().at("/dependencies/installed").findValuesAsText("name"))
        .containsExactly("six", "attrs");
    assertThat(script.get("stdout")).isEqualTo("xn--4ca.example\n");
    assertThat(script.content().at("/dependencies/already_present").findValuesAsText("name"))
        .containsExactly("six");
    assertThat(script.content().at("/dependencies/installed").findValuesAsText("name"))
        .containsExactly("idna");
  }
}
