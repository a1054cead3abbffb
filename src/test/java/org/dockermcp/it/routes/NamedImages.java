package org.dockermcp.it.routes;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Images under the names by which users know them, where no registry gives them; one that is there
 * already stays what it is.
 */
final class NamedImages implements AutoCloseable {
  private final DockerClient docker;
  private final List<String> made = new ArrayList<>();

  NamedImages(DockerClient docker) {
    this.docker = docker;
  }

  /** Lets an image be found by another name. */
  void name(String name, String image) {
    if (isAbsent(name)) {
      int colon = name.lastIndexOf(':');
      docker.tagImageCmd(image, name.substring(0, colon), name.substring(colon + 1)).exec();
      made.add(name);
    }
  }

  /** Makes an image of this name. */
  void build(String name, File context) {
    if (isAbsent(name)) {
      docker
          .buildImageCmd(context)
          .withTags(Set.of(name))
          .exec(new BuildImageResultCallback())
          .awaitImageId();
      made.add(name);
    }
  }

  private boolean isAbsent(String name) {
    try {
      docker.inspectImageCmd(name).exec();
      return false;
    } catch (NotFoundException e) {
      return true;
    }
  }

  @Override
  public void close() {
    made.forEach(name -> docker.removeImageCmd(name).withForce(true).exec());
  }
}
