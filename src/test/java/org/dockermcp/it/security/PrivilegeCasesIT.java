package org.dockermcp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dockermcp.it.support.Images;
import org.dockermcp.it.support.McpServerProcess;
import org.dockermcp.it.support.McpServerProcess.Reply;
import org.dockermcp.it.support.SandboxInspection;
import org.dockermcp.it.support.SandboxTest;
import org.dockermcp.it.support.SandboxWatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cases B: what code in a sandbox may not do to get more than it was given. */
class PrivilegeCasesIT extends SandboxTest {

  /** What sandboxes may do. */
  enum Profile {
    STANDARD,
    STRICT
  }

  private final McpServerProcess strict =
      McpServerProcess.start(Map.of("DOCKER_MCP_PROFILE", "strict"));
  private String standardBox = "";
  private String strictBox = "";

  @BeforeAll
  void createContainers() {
    standardBox = create(Images.DEBIAN);
    strictBox = createStrict(Images.DEBIAN);
  }

  @AfterAll
  void closeStrict() {
    strict.close();
  }

  private String createStrict(String image, Object... more) {
    return strict
        .call("create_container", arguments("image", image, more))
        .ok()
        .get("container_id");
  }

  /** The lines that a script of the tests' resources writes in a sandbox of a profile. */
  private List<String> lines(Profile profile, String file) {
    Reply reply =
        (profile == Profile.STRICT ? strict : server)
            .call(
                "execute_python_script",
                Map.of(
                    "container_id",
                    profile == Profile.STRICT ? strictBox : standardBox,
                    "script",
                    script(file)))
            .ok();
    assertThat(reply.get("stderr")).isEmpty();
    return Arrays.asList(reply.get("stdout").split("\n", -1)).stream()
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static String script(String file) {
    try (InputStream text = PrivilegeCasesIT.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(text, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Case("B1")
  void b1EverySandboxPassesOneList() {
    List<String> made =
        List.of(
            standardBox,
            strictBox,
            create(Images.BUSYBOX, "network_enabled", true),
            create(Images.BUSYBOX, "memory_bytes", 64 << 20),
            create(Images.NO_SHELL),
            create(Images.USER_1000),
            createStrict(Images.BUSYBOX),
            createStrict(Images.NO_SHELL));

    assertThat(made).allSatisfy(id -> assertThat(SandboxInspection.faults(inspect(id))).isEmpty());
    assertThat(made).allMatch(SandboxWatch::hasInspected);
    assertThat(inspect(strictBox).getHostConfig().getReadonlyRootfs()).isTrue();
    assertThat(inspect(strictBox).getConfig().getUser()).isEqualTo("1000:1000");
    assertThat(inspect(standardBox).getHostConfig().getSecurityOpts())
        .anyMatch(option -> option.startsWith("seccomp={"));
  }

  @Test
  @Case("B1")
  void b1TheListFindsWhatDiffers() {
    HostConfig loose = HostConfig.newHostConfig().withCapAdd(Capability.SYS_ADMIN);
    String id = docker().createContainerCmd(Images.BUSYBOX).withHostConfig(loose).exec().getId();
    try {
      assertThat(SandboxInspection.faults(inspect(id)))
          .anyMatch(fault -> fault.contains("[CapAdd]"))
          .anyMatch(fault -> fault.contains("[SecurityOpt]"))
          .anyMatch(fault -> fault.contains("[Memory]"))
          .anyMatch(fault -> fault.contains("[Mounts]"));
    } finally {
      docker().removeContainerCmd(id).exec();
    }
  }

  @Test
  @Case("B2")
  void b2ASetuidProgramGainsNothing() {
    String box = create(Images.USER_1000);
    String look =
        "/usr/setuid/sleep 20 & while ! grep -q sleep /proc/$!/comm; do :; done;"
            + " grep -e Uid -e CapEff -e NoNewPrivs /proc/$!/status; kill $!";

    assertThat(run(box, "ls -l /usr/setuid/sleep").ok().get("stdout")).startsWith("-rws");
    assertThat(run(box, look).ok().get("stdout"))
        .isEqualTo("Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\nNoNewPrivs:\t1\n");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  @Case("B3")
  void b3SystemCallsThatSandboxesDoNotNeedAreRefused(Profile profile) {
    List<String> lines = lines(profile, "system_calls.py");

    assertThat(lines).hasSize(29).contains("clone3 ENOSYS");
    assertThat(lines)
        .filteredOn(line -> !line.startsWith("clone3 "))
        .allMatch(line -> line.endsWith(" EPERM"));
    System.out.printf(
        "System calls probed in the %s profile: %d, none succeeded%n", profile, lines.size());
  }

  /** The kernel looks at the lower 32 bits of a family, a filter at all 64. */
  @Test
  @Case("B3")
  void b3AnArgumentsUpperHalfHidesNothing() {
    String script =
        """
        import ctypes, errno, platform
        libc = ctypes.CDLL(None, use_errno=True)
        number = 198 if platform.machine() == "aarch64" else 41
        for family in (40, 38, 2):
            result = libc.syscall(ctypes.c_long(number), ctypes.c_long(1 << 32 | family), ctypes.c_long(1), ctypes.c_long(0))
            print(family, errno.errorcode[ctypes.get_errno()] if result < 0 else "done")
        """;

    assertThat(
            server
                .call(
                    "execute_python_script", Map.of("container_id", standardBox, "script", script))
                .ok()
                .get("stdout"))
        .isEqualTo("40 EPERM\n38 EPERM\n2 EPERM\n");
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  @Case("B4")
  void b4TheKernelsFilesAndMountsAreOutOfReach(Profile profile) {
    List<String> lines = lines(profile, "files_and_mounts.py");

    assertThat(lines).hasSize(12).allMatch(line -> line.endsWith(" refused"));
    System.out.printf(
        "Files and mounts probed in the %s profile: %d, none succeeded%n", profile, lines.size());
  }

  @ParameterizedTest
  @EnumSource(Profile.class)
  @Case("B5")
  void b5AProgramMayTraceItsOwnChild(Profile profile) {
    assertThat(lines(profile, "trace_child.py")).containsExactly("stopped", "exited 7");
  }
}
