package org.dockermcp.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A container to create, in no engine's own terms.
 *
 * <p>An engine's adapter adds what holds for every container of this server: it never gains
 * privileges, is not restarted by the engine, shares no namespace with the host or another
 * container, writes no log and no core files, runs no health check, and is the first to be killed
 * when the host runs out of memory.
 *
 * @param name unique in the engine
 * @param image id or reference of an image that is local
 * @param user {@code uid:gid} of all processes in it; empty: the image's own
 * @param entrypoint its PID 1; empty: the image's own command
 * @param environment {@code NAME=value} each
 * @param workingDir absolute path
 * @param labels by which it is known
 * @param resources that it may use
 * @param security what it may do
 * @param volumes mounted in it
 * @param tmpfs in memory, by path
 * @param network name or id of the one network that it joins, or {@link #NO_NETWORK}
 * @param init whether the engine supplies PID 1
 */
public record ContainerSpec(
    String name,
    String image,
    String user,
    List<String> entrypoint,
    List<String> environment,
    String workingDir,
    Map<String, String> labels,
    Resources resources,
    Security security,
    List<VolumeMount> volumes,
    Map<String, Tmpfs> tmpfs,
    String network,
    boolean init) {

  /** The network of containers that have none. */
  public static final String NO_NETWORK = "none";

  public ContainerSpec {
    entrypoint = List.copyOf(entrypoint);
    environment = List.copyOf(environment);
    labels = Map.copyOf(labels);
    volumes = List.copyOf(volumes);
    tmpfs = Map.copyOf(tmpfs);
  }

  /**
   * What a container may use.
   *
   * @param limits memory, processors and processes
   * @param shmBytes size of {@code /dev/shm}
   * @param openFiles descriptors that a process may have open
   * @param fileBytes size of the largest file that a process may write
   * @param diskBytes size of its own layer, which only some engines can limit; empty: no limit
   */
  public record Resources(
      ResourceLimits limits,
      long shmBytes,
      long openFiles,
      long fileBytes,
      OptionalLong diskBytes) {}

  /**
   * What a container may do.
   *
   * @param capabilities all that it has, in Linux's names without {@code CAP_}
   * @param seccomp which system calls it may make
   * @param readOnly whether its root file system cannot be written to
   * @param runtime that runs it; empty: the engine's default
   */
  public record Security(
      Set<String> capabilities, Seccomp seccomp, boolean readOnly, Optional<String> runtime) {
    public Security {
      capabilities = Set.copyOf(capabilities);
    }
  }

  /** A list of the system calls that a container may make. */
  public enum Seccomp {
    /** This project's own. */
    OWN,
    /** The engine's default. */
    ENGINE
  }

  /**
   * A volume at a path.
   *
   * @param volume its name; empty: the engine makes one, which it removes with the container
   * @param target absolute path in the container
   * @param labels of a volume that the engine makes
   */
  public record VolumeMount(Optional<String> volume, String target, Map<String, String> labels) {}

  /**
   * A file system in memory, in which programs can be executed.
   *
   * @param bytes its size
   * @param mode in octal, such as {@code 1777}
   * @param owner {@code uid:gid}; empty: root
   */
  public record Tmpfs(long bytes, String mode, String owner) {}

  /** The same container with another PID 1. */
  public ContainerSpec withEntrypoint(List<String> other) {
    return with(other, resources, network, init);
  }

  /** The same container with PID 1 supplied by the engine, or not. */
  public ContainerSpec withInit(boolean other) {
    return with(entrypoint, resources, network, other);
  }

  /** The same container in another network. */
  public ContainerSpec withNetwork(String other) {
    return with(entrypoint, resources, other, init);
  }

  /** The same container with another limit of its own layer; empty: none. */
  public ContainerSpec withDiskBytes(OptionalLong bytes) {
    Resources bounded =
        new Resources(
            resources.limits(),
            resources.shmBytes(),
            resources.openFiles(),
            resources.fileBytes(),
            bytes);
    return with(entrypoint, bounded, network, init);
  }

  private ContainerSpec with(
      List<String> entrypoint, Resources resources, String network, boolean init) {
    return new ContainerSpec(
        name,
        image,
        user,
        entrypoint,
        environment,
        workingDir,
        labels,
        resources,
        security,
        volumes,
        tmpfs,
        network,
        init);
  }
}
