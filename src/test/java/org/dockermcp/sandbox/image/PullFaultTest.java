package org.dockermcp.sandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.dockermcp.engine.EngineFault.PullFailed.Reason;
import org.dockermcp.sandbox.ImageReference;
import org.junit.jupiter.api.Test;

class PullFaultTest {
  private static final ImageReference APP = ImageReference.parse("registry.test/app:1");

  @Test
  void thereIsOneForEachReason() {
    assertThat(Arrays.stream(Reason.values()).map(PullFault::of))
        .containsExactlyInAnyOrder(PullFault.values());
  }

  @Test
  void givesTheEnginesWordsAfterItsOwn() {
    assertThat(PullFault.FULL.reason("write /large: no space left on device."))
        .isEqualTo("the engine's disk is full (write /large: no space left on device)");
    assertThat(PullFault.OTHER.reason("something else.")).isEqualTo("something else");
  }

  @Test
  void namesTheRegistryToLogInTo() {
    assertThat(PullFault.LOGIN.hint(APP))
        .isEqualTo("run 'docker login registry.test' as that user, or check the name");
    assertThat(PullFault.LOGIN.hint(ImageReference.parse("app")))
        .isEqualTo("run 'docker login' as that user, or check the name");
  }
}
