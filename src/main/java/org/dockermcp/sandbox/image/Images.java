package org.dockermcp.sandbox.image;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.sandbox.EngineFaults;
import org.dockermcp.sandbox.ImageReference;
import org.dockermcp.sandbox.ResolvedImage;
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
   * An image that a call needs.
   *
   * @param asked as the caller named it
   * @param actual what the operator's substitution makes of that
   * @param progress where to tell layers
   */
  public record Wanted(ImageReference asked, ImageReference actual, Progress progress) {

    /** For people: what was asked for, and what is pulled where that is something else. */
    String names() {
      return "'%s'%s".formatted(asked, asked.equals(actual) ? "" : ", here '" + actual + "'");
    }

    /** What two calls must not do at once: pull the same image. */
    public String lockKey() {
      return "image " + actual;
    }
  }

  /**
   * The image under the name that the user's Testcontainers configuration substitutes, if any.
   *
   * @throws ToolFailure {@code DENIED}, when the operator does not allow it under both names
   */
  public Wanted wanted(ImageReference asked, Progress progress) {
    DockerImageName name = DockerImageName.parse(asked.toString());
    String substituted = ImageNameSubstitutor.instance().apply(name).asCanonicalNameString();
    return policy.check(new Wanted(asked, ImageReference.parse(substituted), progress));
  }

  /** The pull of an image that is not local. */
  public PullRequest pull(Wanted wanted) {
    wanted.progress().report("Pulling " + wanted.actual());
    return new PullRequest(
        wanted.actual().repository(),
        wanted.actual().version(),
        LONGEST_PULL,
        wanted.progress()::report);
  }

  /** The image that is now local. */
  public ResolvedImage resolved(Wanted wanted, InspectImageResponse inspected) {
    String id = Objects.requireNonNull(inspected.getId());
    List<String> digests = Objects.requireNonNullElse(inspected.getRepoDigests(), List.of());
    String own = wanted.actual().repository() + "@" + wanted.actual().digest().orElse("");
    String digest =
        digests.stream()
            .filter(it -> it.startsWith(own))
            .findFirst()
            .or(() -> digests.stream().findFirst())
            .orElse(id);
    return new ResolvedImage(wanted.asked(), id, digest);
  }

  /** Says why an image cannot be had. */
  public void unavailable(Wanted wanted, Throwable fault) {
    String words = EngineFaults.words(fault);
    PullFault kind = PullFault.of(words, wanted.actual());
    throw ToolFailure.of(
            ErrorCode.IMAGE_UNAVAILABLE,
            "get image " + wanted.names(),
            kind.reason(words),
            kind.hint(wanted.actual()))
        .causedBy(fault);
  }
}
