package org.dockermcp.it.support;

import com.github.dockerjava.api.DockerClient;
import java.util.Arrays;
import java.util.stream.Stream;

/** What runs in a container, as the engine lists it from outside. */
public final class ContainerProcesses {
  private ContainerProcesses() {}

  /** The command line of each process; of a zombie, its name in brackets. */
  public static Stream<String> of(DockerClient docker, String container) {
    return Arrays.stream(docker.topContainerCmd(container).exec().getProcesses())
        .map(row -> row[row.length - 1]);
  }
}
