package org.dockermcp.engine.docker;

import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.command.ListVolumesResponse;
import java.util.ArrayList;
import java.util.List;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.VolumeSpec;

/** The operations on volumes; camel-docker has none. */
final class DockerVolumes {
  private final Engine engine;

  DockerVolumes(Engine engine) {
    this.engine = engine;
  }

  /** Creates a volume, unless there is one of that name, whoever made it; its name. */
  String create(VolumeSpec spec) {
    engine.control().createVolumeCmd().withName(spec.name()).withLabels(spec.labels()).exec();
    return spec.name();
  }

  InspectVolumeResponse inspect(String name) {
    return engine.control().inspectVolumeCmd(name).exec();
  }

  ListVolumesResponse list(ListRequest request) {
    var command = engine.control().listVolumesCmd();
    List<String> labels = filters(request);
    if (!labels.isEmpty()) {
      command.withFilter("label", labels);
    }
    request.name().ifPresent(name -> command.withFilter("name", List.of(name)));
    return command.exec();
  }

  String remove(String name) {
    engine.control().removeVolumeCmd(name).exec();
    return name;
  }

  /** The labels of a request as Docker filters by them. */
  static List<String> filters(ListRequest request) {
    List<String> filters = new ArrayList<>();
    request.labels().forEach((key, value) -> filters.add(key + "=" + value));
    return filters;
  }
}
