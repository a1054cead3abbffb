package org.dockermcp.it.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Installs of hand-made packages from indexes of our own, over a lent network. */
class LocalIndexesIT extends InstallTest {

  /** Makes a repository of one package in a folder, as Debian's own tools would. */
  private static final String MAKE_DEBIAN_REPOSITORY =
      """
      set -e
      mkdir -p made/DEBIAN made/usr/bin /srv/repo
      printf '%s\\n' 'Package: docker-mcp-hello' 'Version: 1.2-3' 'Architecture: all' \\
        'Maintainer: nobody <nobody@example.org>' 'Description: hello' >made/DEBIAN/control
      printf '%s\\n' '#!/bin/sh' 'echo hello from a package' >made/usr/bin/docker-mcp-hello
      chmod 755 made/usr/bin/docker-mcp-hello
      dpkg-deb --root-owner-group --build made /srv/repo/hello.deb
      cd /srv/repo
      {
        cat /workspace/made/DEBIAN/control
        echo "Filename: ./hello.deb"
        echo "Size: $(stat -c %s hello.deb)"
        echo "SHA256: $(sha256sum hello.deb | cut -d ' ' -f 1)"
      } >Packages
      echo 'deb [trusted=yes] file:/srv/repo ./' >/etc/apt/sources.list
      """;

  private final LocalIndex index = new LocalIndex();
  private String box = "";

  @BeforeAll
  void createContainer() {
    index.addWheel("docker_mcp_wheel", "1.5");
    index.addNodePackage("docker-mcp-node", "2.5.1");
    box =
        create(
            Images.DEBIAN,
            "environment",
            Map.of(
                "PIP_INDEX_URL", index.url() + "/simple",
                "PIP_TRUSTED_HOST", index.host(),
                "npm_config_registry", index.url()));
    run(box, MAKE_DEBIAN_REPOSITORY).ok();
  }

  @AfterAll
  void closeIndex() {
    index.close();
  }

  @Test
  void installsAWheelWithPip() {
    Reply reply = install(box, List.of("docker-mcp-wheel>=1,<2"), "package_manager", "pip").ok();

    assertThat(version(reply, "installed", "docker-mcp-wheel")).isEqualTo("1.5");
    assertThat(stdout(box, "python3 -c 'import docker_mcp_wheel as it; print(it.VERSION)'"))
        .isEqualTo("1.5\n");
    hasNoNetwork(box);

    int asked = index.requests().size();
    Reply again = install(box, List.of("docker-mcp-wheel>=1,<2"), "package_manager", "pip").ok();
    assertThat(names(again, "already_present")).containsExactly("docker-mcp-wheel");
    assertThat(index.requests()).hasSize(asked);
  }

  @Test
  void installsANodePackageWithNpm() {
    Reply reply = install(box, List.of("docker-mcp-node@^2"), "package_manager", "npm").ok();

    assertThat(version(reply, "installed", "docker-mcp-node")).isEqualTo("2.5.1");
    assertThat(stdout(box, "node -p \"require('docker-mcp-node')\"")).isEqualTo("2.5.1\n");
    hasNoNetwork(box);

    Reply again = install(box, List.of("docker-mcp-node@^2"), "package_manager", "npm").ok();
    assertThat(names(again, "already_present")).containsExactly("docker-mcp-node");
  }

  @Test
  void installsADebianPackageWithApt() {
    Reply reply = install(box, List.of("docker-mcp-hello=1.2-3"), "package_manager", "apt").ok();

    assertThat(version(reply, "installed", "docker-mcp-hello")).isEqualTo("1.2-3");
    assertThat(stdout(box, "docker-mcp-hello")).isEqualTo("hello from a package\n");
    hasNoNetwork(box);
  }

  @Test
  void saysThatAVersionIsNotToBeHad() {
    Reply reply = install(box, List.of("docker-mcp-wheel>=7"), "package_manager", "pip");

    assertThat(reply.code()).isEqualTo("INSTALL_FAILED");
    assertThat(reply.content().at("/failed/0/reason").asText())
        .contains("(from versions: 1.5)")
        .contains("No matching distribution found for docker-mcp-wheel>=7");
  }

  @Test
  void saysWhyTheRepositoriesCannotBeRead() {
    String cut = create(Images.DEBIAN);
    run(cut, "echo 'deb http://127.0.0.1:9/debian stable main' >/etc/apt/sources.list").ok();

    Reply reply = install(cut, List.of("curl", "jq"));

    assertThat(reply.code()).isEqualTo("INSTALL_FAILED");
    assertThat(reply.message()).startsWith("Could not install 'curl' (and 1 more) with apt: E: ");
    assertThat(names(reply, "failed")).containsExactly("curl", "jq");
    assertThat(reply.content().at("/failed/1/reason").asText()).contains("127.0.0.1:9");
    hasNoNetwork(cut);
  }
}
