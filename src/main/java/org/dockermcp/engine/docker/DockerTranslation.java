package org.dockermcp.engine.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.command.ListVolumesResponse;
import com.github.dockerjava.api.command.TopContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.ContainerNetworkSettings;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Network;
import com.github.dockerjava.api.model.SearchItem;
import com.github.dockerjava.api.model.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.ContainerUsage;
import org.dockermcp.engine.EngineVersion;
import org.dockermcp.engine.ImageInfo;
import org.dockermcp.engine.NetworkInfo;
import org.dockermcp.engine.ResourceLimits;
import org.dockermcp.engine.VolumeInfo;
import org.jspecify.annotations.Nullable;

/** Docker's answers as records of any engine. */
final class DockerTranslation {
  private static final String COMMAND = "CMD";

  private DockerTranslation() {}

  /**
   * An answer of docker-java's as a record; itself when it is none that is known.
   *
   * @param engine that gave it
   */
  static Object neutral(Object answer, Engine engine) {
    if (answer instanceof List<?> list) {
      return list.stream().map(element -> neutral(element, engine)).toList();
    }
    if (answer instanceof InspectContainerResponse inspected) {
      return state(inspected);
    }
    if (answer instanceof Container container) {
      return summary(container);
    }
    if (answer instanceof InspectImageResponse image) {
      return image(image);
    }
    if (answer instanceof Image image) {
      return image(image);
    }
    if (answer instanceof SearchItem found) {
      return text(found.getName());
    }
    if (answer instanceof TopContainerResponse top) {
      return commands(top);
    }
    if (answer instanceof InspectVolumeResponse volume) {
      return volume(volume);
    }
    if (answer instanceof ListVolumesResponse volumes) {
      return neutral(Objects.requireNonNullElse(volumes.getVolumes(), List.of()), engine);
    }
    if (answer instanceof Network network) {
      return network(network);
    }
    if (answer instanceof Info info) {
      return EngineAnswer.info(info, engine);
    }
    return answer instanceof Version version ? version(version) : answer;
  }

  private static ContainerState state(InspectContainerResponse inspected) {
    InspectContainerResponse.ContainerState state = inspected.getState();
    boolean running = state != null && Boolean.TRUE.equals(state.getRunning());
    return new ContainerState(
        inspected.getId(),
        withoutSlash(inspected.getName()),
        text(inspected.getImageId()),
        ContainerStatus.of(state == null ? "" : text(state.getStatus())),
        moment(state == null ? null : state.getStartedAt()),
        running ? Optional.empty() : moment(state == null ? null : state.getFinishedAt()),
        labels(inspected.getConfig() == null ? null : inspected.getConfig().getLabels()),
        limits(inspected.getHostConfig()),
        mounts(inspected),
        networks(inspected));
  }

  private static ResourceLimits limits(@Nullable HostConfig host) {
    return host == null
        ? new ResourceLimits(0, 0, 0)
        : new ResourceLimits(
            number(host.getMemory()),
            number(host.getNanoCPUs()) / 1e9,
            number(host.getPidsLimit()));
  }

  private static List<ContainerState.Mount> mounts(InspectContainerResponse inspected) {
    List<ContainerState.Mount> mounts = new ArrayList<>();
    for (var mount :
        Objects.requireNonNullElse(
            inspected.getMounts(), List.<InspectContainerResponse.Mount>of())) {
      if (mount.getName() != null && mount.getDestination() != null) {
        mounts.add(
            new ContainerState.Mount(mount.getName(), text(mount.getDestination().getPath())));
      }
    }
    return List.copyOf(mounts);
  }

  private static Map<String, String> networks(InspectContainerResponse inspected) {
    Map<String, String> networks = new HashMap<>();
    var settings = inspected.getNetworkSettings();
    Map<String, ContainerNetwork> all = settings == null ? null : settings.getNetworks();
    if (all != null) {
      all.forEach((name, network) -> networks.put(name, text(network.getNetworkID())));
    }
    return Map.copyOf(networks);
  }

  /** Docker writes the year 1 for what has not happened. */
  private static Optional<Instant> moment(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .filter(it -> !it.isEmpty())
          .map(it -> OffsetDateTime.parse(it).toInstant())
          .filter(moment -> moment.isAfter(Instant.EPOCH));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static ContainerSummary summary(Container container) {
    ContainerNetworkSettings settings = container.getNetworkSettings();
    Map<String, ContainerNetwork> networks = settings == null ? null : settings.getNetworks();
    return new ContainerSummary(
        container.getId(),
        name(container.getNames()),
        text(container.getImage()),
        ContainerStatus.of(text(container.getState())),
        text(container.getStatus()),
        Instant.ofEpochSecond(number(container.getCreated())),
        labels(container.getLabels()),
        networks == null ? Set.of() : Set.copyOf(networks.keySet()));
  }

  /** The others, if any, are those by which containers linked to it know it. */
  private static String name(String @Nullable [] names) {
    return Arrays.stream(Objects.requireNonNullElse(names, new String[0]))
        .map(DockerTranslation::withoutSlash)
        .filter(name -> name.indexOf('/') < 0)
        .findFirst()
        .orElse("");
  }

  private static ImageInfo image(InspectImageResponse image) {
    return new ImageInfo(
        text(image.getId()),
        List.copyOf(Objects.requireNonNullElse(image.getRepoDigests(), List.<String>of())),
        number(image.getSize()));
  }

  private static ImageInfo image(Image image) {
    String[] digests = Objects.requireNonNullElse(image.getRepoDigests(), new String[0]);
    return new ImageInfo(text(image.getId()), List.of(digests), number(image.getSize()));
  }

  /** The command lines of the processes; all columns where there is none of commands. */
  private static List<String> commands(TopContainerResponse top) {
    String[] titles = Objects.requireNonNullElse(top.getTitles(), new String[0]);
    int column = Arrays.asList(titles).indexOf(COMMAND);
    return Arrays.stream(Objects.requireNonNullElse(top.getProcesses(), new String[0][]))
        .map(row -> column < 0 ? String.join(" ", row) : row[column])
        .toList();
  }

  private static VolumeInfo volume(InspectVolumeResponse volume) {
    Map<String, String> options = Objects.requireNonNullElse(volume.getOptions(), Map.of());
    Object created = volume.getRawValues().get("CreatedAt");
    return new VolumeInfo(
        text(volume.getName()),
        labels(volume.getLabels()),
        "local".equals(volume.getDriver()) && options.isEmpty(),
        moment(created == null ? null : created.toString()));
  }

  private static NetworkInfo network(Network network) {
    var containers = network.getContainers();
    return new NetworkInfo(
        text(network.getId()),
        text(network.getName()),
        labels(network.getLabels()),
        DockerNetworks.isIsolating(network),
        containers == null ? Set.of() : Set.copyOf(containers.keySet()));
  }

  private static EngineVersion version(Version version) {
    return new EngineVersion(
        text(version.getVersion()),
        text(version.getApiVersion()),
        text(version.getOperatingSystem()),
        text(version.getArch()),
        text(version.getKernelVersion()));
  }

  /** What a container has on the disk, by an inspect that was to tell its size. */
  static ContainerUsage usage(InspectContainerResponse inspected) {
    return new ContainerUsage(
        Boolean.TRUE.equals(inspected.getState().getRunning()),
        number(inspected.getSizeRw()),
        mounts(inspected).stream().map(ContainerState.Mount::volume).toList());
  }

  private static Map<String, String> labels(@Nullable Map<String, String> labels) {
    return labels == null ? Map.of() : Map.copyOf(labels);
  }

  private static String withoutSlash(@Nullable String name) {
    String text = text(name);
    return text.startsWith("/") ? text.substring(1) : text;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static long number(@Nullable Long number) {
    return number == null ? 0 : number;
  }
}
