package org.dockermcp.sandbox.image;

import java.time.Duration;
import java.util.List;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ImageInfo;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.sandbox.ResolvedImage;
import org.dockermcp.sandbox.SandboxRequest;
import org.dockermcp.tool.ErrorCode;
import org.dockermcp.tool.Progress;
import org.dockermcp.tool.ToolFailure;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/** Resolves images; the steps of {@code lib/image}. */
public final class Images {
  private static final Duration LONGEST_PULL = Duration.ofMinutes(30);

  private final ImagePolicy policy;

  /** Resolves those that the operator allows. */
  public Images(ImagePolicy policy) {
    this.policy = policy;
  }

  /**
   * The image under the name that the user's Testcontainers configuration substitutes, if any.
   *
   * @throws ToolFailure {@code DENIED}, when the operator does not allow it under both names
   */
  public ImagePull pull(SandboxRequest request) {
    return pull(request.image(), request.progress());
  }

  ImagePull pull(ImageReference asked, Progress progress) {
    DockerImageName name = DockerImageName.parse(asked.toString());
    String substituted = ImageNameSubstitutor.instance().apply(name).asCanonicalNameString();
    return policy.check(new ImagePull(asked, ImageReference.parse(substituted), progress));
  }

  /** The pull of an image that is not local. */
  public PullRequest pullRequest(ImagePull wanted) {
    wanted.progress().report("Pulling " + wanted.actual());
    return new PullRequest(
        wanted.actual().repository(),
        wanted.actual().version(),
        LONGEST_PULL,
        wanted.progress()::report);
  }

  /** The image that is now local. */
  public ResolvedImage resolved(ImagePull wanted, ImageInfo image) {
    List<String> digests = image.repoDigests();
    String own = wanted.actual().repository() + "@" + wanted.actual().digest().orElse("");
    String digest =
        digests.stream()
            .filter(it -> it.startsWith(own))
            .findFirst()
            .or(() -> digests.stream().findFirst())
            .orElse(image.id());
    return new ResolvedImage(wanted.asked(), image.id(), digest);
  }

  /** Says why an image cannot be had. */
  public void failUnavailable(ImagePull wanted, EngineFault.PullFailed fault) {
    String words = String.valueOf(fault.getMessage());
    PullFault kind = PullFault.of(fault.reason());
    throw ToolFailure.of(
            ErrorCode.IMAGE_UNAVAILABLE,
            "get image " + wanted.names(),
            kind.reason(words),
            kind.hint(wanted.actual()))
        .causedBy(fault);
  }
}
