package org.dockermcp.engine.docker;

import com.github.dockerjava.api.command.PullImageResultCallback;
import org.dockermcp.engine.PullRequest;

/** Pulls images; camel-docker's pull has no progress, no time limit and no credentials of ours. */
final class DockerImages {
  private final Engine engine;
  private final RegistryCredentials credentials;

  DockerImages(Engine engine) {
    this.engine = engine;
    credentials = new RegistryCredentials(engine);
  }

  /** Pulls an image, and waits until that has ended. */
  PullRequest pull(PullRequest request) throws InterruptedException {
    PullImageResultCallback pull = new PullImageResultCallback();
    // Not pullImageCmd(repository): docker-java's own parser refuses names that Docker takes.
    engine
        .streams()
        .pullImageCmd("image")
        .withRepository(request.repository())
        .withTag(request.tag())
        .withAuthConfig(credentials.lookup(request.repository()))
        .exec(
            new BoundedStreamCallback<>(
                pull,
                new PullProgress(request.progress()),
                request.timeout(),
                PullProgress::tooLong,
                engine::watchStream));
    pull.awaitCompletion();
    return request;
  }
}
