package org.dockermcp.it.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.Test;

/** A server whose operator lets no network be lent. */
class InstallNetworkIT extends InstallTest {

  InstallNetworkIT() {
    super(Map.of("DOCKER_MCP_INSTALL_NETWORK", "never"));
  }

  @Test
  void installsNothingInASandboxWithoutANetwork() {
    String box = create(Images.APK_STUB, "name", "mcp-it-never");
    Reply reply = install(box, List.of("curl"));

    assertThat(reply.code()).isEqualTo("DENIED");
    assertThat(reply.message())
        .isEqualTo(
            "Could not install packages in container 'mcp-it-never': it has no network, and the"
                + " operator does not allow a temporary one; create a container with"
                + " network_enabled: true, or use an image that has the packages.");
    assertThat(stdout(box, "cat /var/log/apk-stub")).doesNotContain("add");
    hasNoNetwork(box);
  }

  @Test
  void installsInASandboxWithItsOwn() {
    String box = create(Images.APK_STUB, "network_enabled", true);

    assertThat(names(install(box, List.of("curl")).ok(), "installed")).containsExactly("curl");
  }

  @Test
  void needsNoneForWhatIsThere() {
    String box = create(Images.DEBIAN);

    assertThat(names(install(box, List.of("pip", "setuptools>=60")).ok(), "already_present"))
        .containsExactly("pip", "setuptools");
    assertThat(
            names(
                install(box, List.of("nodejs"), "package_manager", "apt").ok(), "already_present"))
        .containsExactly("nodejs");
  }
}
