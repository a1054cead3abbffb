package org.dockermcp.sandbox.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.docker.EngineAnswers;
import org.dockermcp.sandbox.AnsweringRoutes;
import org.dockermcp.sandbox.Limits;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of an engine of 8 GiB, half of which sandboxes may use. */
@Timeout(20)
class MemoryShareTest {
  private static final long GIB = 1L << 30;

  private final AnsweringRoutes routes = new AnsweringRoutes();
  private final MemoryShare share = share(8 * GIB);

  private MemoryShare share(long engineBytes) {
    return new MemoryShare(
        settings(),
        new Ownership(EngineAnswers.OWNER, ""),
        () -> engineBytes,
        new Containers(routes));
  }

  private static Settings settings() {
    try {
      return Settings.load(Map.of("DOCKER_MCP_MEMORY_SHARE", "50%"));
    } catch (SettingsException e) {
      throw new AssertionError(e);
    }
  }

  private void engineLists(ContainerSummary... containers) {
    engineLists(() -> List.of(containers));
  }

  private void engineLists(Supplier<List<ContainerSummary>> containers) {
    routes.answer("engine-container-list", request -> containers.get());
  }

  private static ContainerSummary of(String name, ContainerStatus status, long gib) {
    String limits = new Limits(gib * GIB, 1.0, 512).label();
    return SandboxFixture.listed(name, status, EngineAnswers.ours("mcp-limits", limits));
  }

  private static ContainerSpec spec(String name, long gib) {
    SandboxProfile profile = new SandboxProfile(settings());
    return new ContainerSpec(
        name,
        "sha256:1",
        "",
        List.of(),
        List.of(),
        "/",
        Map.of(),
        profile.resources(new Limits(gib * GIB, 1.0, 512)),
        profile.security(),
        List.of(),
        Map.of(),
        ContainerSpec.NO_NETWORK,
        false);
  }

  private AutoCloseable claim(String name, long gib) {
    return share.claim(spec(name, gib));
  }

  private void isRefused(String name, long gib) {
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> claim(name, gib))
        .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.BUSY));
  }

  @Test
  void saysWhatThereIsAndWhatIsAskedFor() {
    engineLists(of("a", ContainerStatus.RUNNING, 2), of("b", ContainerStatus.PAUSED, 1));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> claim("web", 2))
        .withMessage(
            "Could not create container 'web': the running containers may use 4.0 GiB of the"
                + " engine's 8.0 GiB of memory in total, and with its 2.0 GiB they would use 5.0"
                + " GiB; remove some (idle ones count too while they run), or ask for less"
                + " memory_bytes.");
    assertThatNoException().isThrownBy(() -> claim("web", 1));
  }

  @Test
  void whatDoesNotRunOrIsNotOursDoesNotCount() {
    engineLists(
        of("a", ContainerStatus.EXITED, 4),
        SandboxFixture.listed(
            "f", ContainerStatus.RUNNING, Map.of("mcp-limits", new Limits(GIB, 1.0, 1).label())));

    assertThatNoException().isThrownBy(() -> claim("web", 4));
  }

  @Test
  void whatIsClaimedCountsUntilTheEngineListsIt() throws Exception {
    engineLists();
    AutoCloseable a = claim("a", 3);
    isRefused("b", 2);
    engineLists(of("a", ContainerStatus.RUNNING, 3));
    isRefused("b", 2);
    AutoCloseable c = claim("c", 1);

    a.close();
    c.close();

    isRefused("b", 2);
    engineLists();
    assertThatNoException().isThrownBy(() -> claim("b", 4));
  }

  @Test
  void oneThatIsStartedTwiceAtOnceCountsOnce() throws Exception {
    engineLists(of("a", ContainerStatus.EXITED, 3));
    AutoCloseable one = claim("a", 3);
    AutoCloseable other = claim("a", 3);
    one.close();
    isRefused("b", 2);

    other.close();
    assertThatNoException().isThrownBy(() -> claim("b", 4));
  }

  @Test
  void aSandboxThatIsStartedAgainIsClaimedToo() {
    engineLists(of("a", ContainerStatus.RUNNING, 4));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(
            () ->
                share.claim(
                    SandboxFixture.sandbox(
                        "b", "b", SandboxFixture.OTHER, Optional.empty(), Optional.empty())))
        .withMessageStartingWith("Could not start container 'b': ");
  }

  /** The list is from before that container ran, and its claim is released when it is read. */
  @Test
  void aClaimThatIsReleasedWhileTheEngineIsAskedStillCounts() {
    engineLists();
    AutoCloseable a = claim("a", 3);
    engineLists(
        () -> {
          close(a);
          return List.of();
        });

    isRefused("b", 2);
  }

  private static void close(AutoCloseable claim) {
    try {
      claim.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Each is answered only when both have asked. */
  @Test
  void twoAtOnceAskTheEngineAtOnceAndDoNotExceedTheShare() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    engineLists(
        () -> {
          asked.countDown();
          try {
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return List.of();
        });
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<Boolean> one = threads.submit(() -> isAdmitted("a"));
    Future<Boolean> other = threads.submit(() -> isAdmitted("b"));
    threads.shutdown();

    assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(true, false);
  }

  private boolean isAdmitted(String name) {
    try {
      claim(name, 3);
      return true;
    } catch (ToolFailure e) {
      return false;
    }
  }

  @Test
  void anEngineThatTellsNoMemoryBoundsNothingAndIsNotAsked() {
    assertThatNoException().isThrownBy(() -> share(0).claim(spec("web", 1000)));
    assertThat(routes.asked()).isEmpty();
  }
}
