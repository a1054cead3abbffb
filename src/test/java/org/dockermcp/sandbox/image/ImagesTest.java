package org.dockermcp.sandbox.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import java.util.ArrayList;
import java.util.List;
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

  private static Images.Wanted wanted(String asked, String actual) {
    return new Images.Wanted(
        ImageReference.parse(asked), ImageReference.parse(actual), Progress.NONE);
  }

  private static InspectImageResponse inspected(String... digests) {
    return new InspectImageResponse().withId("sha256:id").withRepoDigests(List.of(digests));
  }

  private ResolvedImage resolved(String asked, String... digests) {
    return images.resolved(wanted(asked, asked), inspected(digests));
  }

  @Test
  void pullsTheTagAndTellsSoFirst() {
    List<String> told = new ArrayList<>();
    ImageReference app = ImageReference.parse("registry.test/app");

    PullRequest pull = images.pull(new Images.Wanted(app, app, told::add));
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
    assertThat(
            images
                .resolved(wanted("a:1", "a:1"), new InspectImageResponse().withId("sha256:id"))
                .digest())
        .isEqualTo("sha256:id");
  }

  @Test
  void saysWhyAnImageCannotBeHad() {
    InternalServerErrorException fault =
        new InternalServerErrorException(
            "Status 500: {\"message\":\"Head \\\"http://registry.test/v2/\\\": no basic auth credentials\"}\n");

    assertThatThrownBy(
            () -> images.unavailable(wanted("registry.test/a:1", "registry.test/a:1"), fault))
        .hasCause(fault)
        .isInstanceOfSatisfying(
            ToolFailure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.IMAGE_UNAVAILABLE);
              assertThat(failure.message())
                  .isEqualTo(
                      "Could not get image 'registry.test/a:1': the registry wants a login, and none"
                          + " in the Docker configuration of this server's user is accepted"
                          + " (no basic auth credentials); run 'docker login registry.test' as that"
                          + " user, or check the name.");
            });
  }

  @Test
  void namesTheImageThatStandsInForTheOneAskedFor() {
    assertThatThrownBy(
            () ->
                images.unavailable(
                    wanted("a:1", "registry.test/a:1"),
                    new DockerClientException("unexpected EOF")))
        .hasMessage(
            "Could not get image 'a:1', here 'registry.test/a:1': the image did not arrive whole"
                + " (unexpected EOF); try again.");
  }
}
