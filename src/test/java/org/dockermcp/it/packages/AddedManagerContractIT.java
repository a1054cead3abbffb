package org.dockermcp.it.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dockermcp.Eventually;
import org.dockermcp.it.support.ExtendedRoutes;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * That a package manager is added by dropping its file into the folder of a running server, and is
 * told what it understands: a stub records it and answers as cargo does.
 */
@Timeout(120)
class AddedManagerContractIT {
  private static final Path EXAMPLE = Path.of("src/examples/cargo/cargo.manager.yaml");
  private static final Path STUB = Path.of("src/test/resources/org/dockermcp/it/routes/cargo-stub");
  private static final Duration LIVE = Duration.ofSeconds(10);

  @TempDir private Path folder = Path.of("");
  private final List<McpServerProcess> servers = new ArrayList<>();
  private String box = "";

  @BeforeEach
  void startWithTheShippedManagersAlone() throws IOException {
    ExtendedRoutes.in(folder, List.of());
    servers.add(McpServerProcess.start(Map.of("DOCKER_MCP_ROUTES", folder.toString())));
    box = server().call("create_container", Map.of("image", Images.BUSYBOX)).get("container_id");
    server()
        .call(
            "execute_code",
            Map.of(
                "container_id",
                box,
                "command",
                "mkdir -p /usr/local/bin /var/lib && cat >/usr/local/bin/cargo"
                    + " && chmod +x /usr/local/bin/cargo",
                "stdin",
                Files.readString(STUB)))
        .ok();
  }

  @AfterEach
  void close() {
    servers.forEach(McpServerProcess::close);
  }

  private McpServerProcess server() {
    return servers.get(0);
  }

  private Path file() {
    return folder.resolve("packages/cargo.manager.yaml");
  }

  private void save(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("packages/cargo.manager.yaml~"), text);
    Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING);
  }

  private Reply install(List<String> packages, Object... more) {
    Map<String, Object> arguments = SandboxTest.arguments("container_id", box, more);
    arguments.put("packages", packages);
    return server().call("add_dependencies", arguments);
  }

  private String stdout(String command) {
    return server()
        .call("execute_code", Map.of("container_id", box, "command", command))
        .ok()
        .get("stdout");
  }

  private static void await(String what, Callable<Boolean> condition) {
    Eventually.within(LIVE).alias(what).until(condition);
  }

  @Test
  void isUsedByNameAndAsAFallbackAsSoonAsItsFileIsThere() throws Exception {
    Reply before = install(List.of("ripgrep"), "package_manager", "cargo");
    assertThat(before.code()).isEqualTo("INVALID_ARGUMENT");
    assertThat(before.message())
        .isEqualTo(
            "Could not use package_manager 'cargo': it is not a known package manager; give one of"
                + " apk, apt, dnf, npm, pacman, pip, pnpm, uv, yarn, zypper.");
    assertThat(install(List.of("ripgrep")).code()).isEqualTo("NO_PACKAGE_MANAGER");

    save(Files.readString(EXAMPLE));
    await(
        "cargo is there", () -> install(List.of("ripgrep")).get("package_manager").equals("cargo"));

    Reply reply = install(List.of("ripgrep", "bat@0.24.0"), "package_manager", "cargo").ok();
    assertThat(reply.get("chosen_because")).isEqualTo("package_manager names it");
    assertThat(InstallTest.version(reply, "installed", "bat")).isEqualTo("0.24.0");
    assertThat(InstallTest.version(reply, "already_present", "ripgrep")).isEqualTo("1.0.0");
    assertThat(stdout("cat /var/log/cargo-stub"))
        .isEqualTo("install --root=/usr/local ripgrep\ninstall --root=/usr/local bat@0.24.0\n");
  }

  @Test
  void isFoundByItsFilesInTheWorkspaceAndTellsWhyItFailed() throws Exception {
    save(Files.readString(EXAMPLE));
    stdout("touch /workspace/Cargo.toml");
    await(
        "cargo is found",
        () ->
            install(List.of("ripgrep"))
                .get("chosen_because")
                .equals("Cargo.toml is in /workspace"));

    Reply reply = install(List.of("bat", "no-such-crate"));
    assertThat(reply.code()).isEqualTo("INSTALL_FAILED");
    assertThat(reply.message())
        .isEqualTo(
            "Could not install 'no-such-crate' with cargo: error: could not find `no-such-crate` in"
                + " registry `crates-io` with version `*`; check the names and versions, or name"
                + " another package_manager.");
    assertThat(InstallTest.names(reply, "installed")).containsExactly("bat");

    for (String text : List.of("--git=http://x", "./bat", "bat;id", "https://x/y")) {
      assertThat(install(List.of(text), "package_manager", "cargo").message())
          .startsWith("Could not install '" + text + "' with cargo: it is not a package name in");
    }
  }

  @Test
  void staysAsItWasWhenItsFileIsSpoiled() throws Exception {
    String text = Files.readString(EXAMPLE);
    save(text);
    await(
        "cargo is there", () -> install(List.of("ripgrep")).get("package_manager").equals("cargo"));

    save(text.replace("install: [cargo, install,", "instal: [cargo, install,"));
    String problem =
        file() + ":16: 'instal' is unknown; see manager.schema.json for the allowed fields";
    await(
        "the fault is logged", () -> server().log().stream().anyMatch(it -> it.contains(problem)));

    assertThat(install(List.of("bat")).ok().get("package_manager")).isEqualTo("cargo");
  }
}
