package org.dockermcp.sandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFault.PullFailed.Reason;
import org.dockermcp.engine.ImageInfo;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.sandbox.ResolvedImage;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolFailure;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private static final String ONE = "sha256:" + "1".repeat(64);
  private static final String TWO = "sha256:" + "2".repeat(64);

  private final Images images = new Images(new ImagePolicy(List.of()));

  private static ImagePull wanted(String asked, String actual) {
    return new ImagePull(ImageReference.parse(asked), ImageReference.parse(actual), Progress.NONE);
  }

  private static ImageInfo inspected(String... digests) {
    return new ImageInfo("sha256:id", List.of(digests), 0);
  }

  private ResolvedImage resolved(String asked, String... digests) {
    return images.resolved(wanted(asked, asked), inspected(digests));
  }

  @Test
  void pullsTheTagAndTellsSoFirst() {
    List<String> told = new ArrayList<>();
    ImageReference app = ImageReference.parse("registry.test/app");

    PullRequest pull = images.pullRequest(new ImagePull(app, app, told::add));
    pull.progress().accept("a layer");

    assertThat(pull.repository()).isEqualTo("registry.test/app");
    assertThat(pull.tag()).isEqualTo("latest");
    assertThat(told).containsExactly("Pulling registry.test/app:latest", "a layer");
  }

  @Test
  void takesTheDigestOfTheRepositoryThatWasAskedFor() {
    assertThat(resolved("b:1", "a@" + ONE, "b@" + TWO).digest()).isEqualTo("b@" + TWO);
  }

  @Test
  void takesTheDigestThatWasAskedFor() {
    assertThat(resolved("a@" + TWO, "a@" + ONE, "a@" + TWO).digest()).isEqualTo("a@" + TWO);
  }

  @Test
  void givesTheIdOfAnImageThatNoRegistryHas() {
    assertThat(resolved("a:1").digest()).isEqualTo("sha256:id");
  }

  @Test
  void saysWhyAnImageCannotBeHad() {
    EngineFault.PullFailed fault =
        new EngineFault.PullFailed(
            Reason.LOGIN_REQUIRED, "no basic auth credentials", new IllegalStateException());

    assertThatThrownBy(
            () -> images.failUnavailable(wanted("registry.test/a:1", "registry.test/a:1"), fault))
        .hasCause(fault)
        .isInstanceOfSatisfying(
            ToolFailure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.IMAGE_UNAVAILABLE);
              assertThat(failure.message())
                  .isEqualTo(
                      "Could not get image 'registry.test/a:1': the registry requires a login,"
                          + " and accepts none in the Docker configuration of this server's user"
                          + " (no basic auth credentials); run 'docker login registry.test' as that"
                          + " user, or check the name.");
            });
  }

  @Test
  void namesTheImageThatStandsInForTheOneAskedFor() {
    assertThatThrownBy(
            () ->
                images.failUnavailable(
                    wanted("a:1", "registry.test/a:1"),
                    new EngineFault.PullFailed(
                        Reason.INCOMPLETE, "unexpected EOF", new IllegalStateException())))
        .hasMessage(
            "Could not get image 'a:1', here 'registry.test/a:1': the download of the image was incomplete"
                + " (unexpected EOF); try again.");
  }
}
