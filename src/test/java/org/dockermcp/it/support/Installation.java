package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dockermcp.Eventually;
import org.dockermcp.Folders;

/**
 * An installation of the server, and what an engine has of it.
 *
 * @param home above the folder that holds the jar
 */
public record Installation(Path home) {
  private static final String JAR = "target/docker-mcp.jar";

  /** What was built. */
  public static Installation built() {
    return new Installation(ServerJar.built().path().resolve("../..").normalize());
  }

  /** Another of the same jar in this folder. */
  public Installation copiedTo(Path folder) throws IOException {
    for (String part : List.of("target/lib", "routes")) {
      Folders.copy(home.resolve(part), folder.resolve(part));
    }
    Files.copy(home.resolve(JAR), folder.resolve(JAR));
    return new Installation(folder);
  }

  /** A server of it. */
  public RawServer start(Map<String, String> settings) throws IOException, InterruptedException {
    return new RawServer(new ServerJar(home.resolve(JAR)), settings, "256m");
  }

  /** What its objects' label says. */
  public String owner() {
    return org.dockermcp.app.Installation.owner(home);
  }

  /** Its containers, volumes and lent networks that belong to no session. */
  public List<String> withoutSession(DockerClient docker) {
    List<String> found = new ArrayList<>();
    List<String> label = List.of("mcp-owner=" + owner());
    docker.listContainersCmd().withShowAll(true).withLabelFilter(label).exec().stream()
        .filter(container -> container.getLabels().getOrDefault("mcp-session", "").isEmpty())
        .forEach(container -> found.add("container " + container.getNames()[0]));
    docker.listVolumesCmd().withFilter("label", label).exec().getVolumes().stream()
        .filter(volume -> volume.getLabels().getOrDefault("mcp-session", "").isEmpty())
        .forEach(volume -> found.add("volume " + volume.getName()));
    docker.listNetworksCmd().withFilter("label", label).exec().stream()
        .filter(network -> network.getName().startsWith("docker-mcp-install-"))
        .forEach(network -> found.add("network " + network.getName()));
    return found;
  }

  /** Its containers of sessions that were made and never started. */
  public List<String> halfMade(DockerClient docker) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of("mcp-owner=" + owner()))
        .withStatusFilter(List.of("created"))
        .exec()
        .stream()
        .map(container -> container.getNames()[0])
        .toList();
  }

  /** How many milliseconds it takes until nothing is left that belongs to no session. */
  public long awaitNothingLeft(DockerClient docker, Duration limit) {
    long start = System.nanoTime();
    Eventually.within(limit)
        .untilAsserted(
            () -> {
              assertThat(withoutSession(docker)).isEmpty();
              assertThat(halfMade(docker)).isEmpty();
            });
    return (System.nanoTime() - start) / 1_000_000;
  }
}
