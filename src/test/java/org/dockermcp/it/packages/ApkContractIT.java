package org.dockermcp.it.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.InstallTest;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.junit.jupiter.api.Test;

/** That apk is told what it understands: a stub records it and answers as apk does. */
class ApkContractIT extends InstallTest {

  private String calls(String box) {
    return stdout(box, "grep -v ^info /var/log/apk-stub");
  }

  @Test
  void isToldToAddAllAtOnceWithoutACache() {
    String box = create(Images.APK_STUB);
    Reply reply = install(box, List.of("curl", "py3-pip")).ok();

    assertThat(reply.get("package_manager")).isEqualTo("apk");
    assertThat(version(reply, "installed", "curl")).isEqualTo("1.0-r0");
    assertThat(version(reply, "installed", "py3-pip")).isEqualTo("1.0-r0");
    assertThat(calls(box)).isEqualTo("add --no-cache curl py3-pip\n");
    hasNoNetwork(box);
  }

  @Test
  void isNotToldWhatIsThere() {
    String box = create(Images.APK_STUB);
    install(box, List.of("curl")).ok();
    Reply reply = install(box, List.of("curl", "git")).ok();

    assertThat(names(reply, "already_present")).containsExactly("curl");
    assertThat(names(reply, "installed")).containsExactly("git");
    assertThat(calls(box)).isEqualTo("add --no-cache curl\nadd --no-cache git\n");
  }

  @Test
  void isToldEachAloneWhenAllTogetherFail() {
    String box = create(Images.APK_STUB);
    Reply reply = install(box, List.of("curl", "no-such-package"));

    assertThat(reply.code()).isEqualTo("INSTALL_FAILED");
    assertThat(reply.message())
        .isEqualTo(
            "Could not install 'no-such-package' with apk: ERROR: unable to select packages:"
                + " no-such-package (no such package): required by: world[no-such-package]; check"
                + " the names and versions, or name another package_manager.");
    assertThat(names(reply, "installed")).containsExactly("curl");
    assertThat(calls(box))
        .isEqualTo(
            """
            add --no-cache curl no-such-package
            add --no-cache curl
            add --no-cache no-such-package
            """);
  }
}
