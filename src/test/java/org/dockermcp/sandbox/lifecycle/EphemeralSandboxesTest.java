package org.dockermcp.sandbox.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.sandbox.RemovalTarget;
import org.dockermcp.sandbox.ResolvedImage;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxEnvironment;
import org.dockermcp.sandbox.SandboxFixture;
import org.dockermcp.sandbox.SandboxRequest;
import org.dockermcp.tool.Arguments;
import org.dockermcp.tool.Principal;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolCall;
import org.junit.jupiter.api.Test;

class EphemeralSandboxesTest {
  private final EphemeralSandboxes ephemeral = new EphemeralSandboxes();
  private final ToolCall call = ToolCall.local("1", "any", Arguments.NONE);
  private final Sandbox web = SandboxFixture.running("web");

  private OpenSandbox open(boolean ephemeral, boolean reused) {
    ImageReference image = ImageReference.parse("busybox:1");
    SandboxRequest request =
        new SandboxRequest(
            Principal.LOCAL,
            image,
            Optional.empty(),
            Optional.empty(),
            ephemeral,
            false,
            false,
            SandboxEnvironment.NONE,
            List.of(),
            SandboxFixture.LIMITS,
            Progress.NONE);
    return new OpenSandbox(
        new SandboxPlan(request, new ResolvedImage(image, "sha256:1", "sha256:1"), "0"),
        web,
        reused);
  }

  private List<String> ending() {
    return ephemeral.end(call).stream().map(RemovalTarget::name).toList();
  }

  @Test
  void aCreatedOneEndsWithItsCallUntilThatKeepsIt() {
    ephemeral.add(call, open(false, false));
    assertThat(ending()).containsExactly("web");
    assertThat(ending()).isEmpty();

    ephemeral.keep(call, ephemeral.add(call, open(false, false)).sandbox());
    assertThat(ending()).isEmpty();
  }

  @Test
  void aReusedOneStays() {
    ephemeral.add(call, open(false, true));

    assertThat(ending()).isEmpty();
  }

  @Test
  void onlyWhatWasWantedForTheCallAloneIsNotKept() {
    ephemeral.keepUnlessEphemeral(call, ephemeral.add(call, open(false, false)));
    assertThat(ending()).isEmpty();

    ephemeral.keepUnlessEphemeral(call, ephemeral.add(call, open(true, false)));
    assertThat(ending()).containsExactly("web");
  }

  @Test
  void theOneThatHasReplacedItEndsInItsPlace() {
    ephemeral.add(call, open(true, false));
    ephemeral.replace(web, SandboxFixture.running("web2"));

    assertThat(ending()).containsExactly("web2");
  }
}
