package org.dockermcp.engine.docker;

import com.github.dockerjava.api.model.Network;
import java.util.List;
import java.util.Map;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.NetworkMember;
import org.dockermcp.engine.NetworkSpec;

/** The operations on networks that camel-docker lacks, or cannot say all of. */
final class DockerNetworks {
  private static final String BRIDGE = "bridge";

  /** All options of our networks: their containers do not reach each other. */
  private static final Map<String, String> OPTIONS =
      Map.of("com.docker.network.bridge.enable_icc", "false");

  private final Engine engine;

  DockerNetworks(Engine engine) {
    this.engine = engine;
  }

  /** Creates a bridge; its id. camel-docker has a name and nothing else. */
  String create(NetworkSpec spec) {
    return engine
        .control()
        .createNetworkCmd()
        .withName(spec.name())
        .withDriver(BRIDGE)
        .withCheckDuplicate(true)
        .withOptions(OPTIONS)
        .withLabels(spec.labels())
        .exec()
        .getId();
  }

  /** Whether a network is what {@link #create} makes, and nothing more. */
  static boolean isIsolating(Network network) {
    return BRIDGE.equals(network.getDriver()) && OPTIONS.equals(network.getOptions());
  }

  Network inspect(String id) {
    return engine.control().inspectNetworkCmd().withNetworkId(id).exec();
  }

  List<Network> list(ListRequest request) {
    var command = engine.control().listNetworksCmd();
    List<String> labels = DockerVolumes.filters(request);
    if (!labels.isEmpty()) {
      command.withFilter("label", labels);
    }
    request.name().ifPresent(command::withNameFilter);
    return command.exec();
  }

  NetworkMember disconnect(NetworkMember member) {
    engine
        .control()
        .disconnectFromNetworkCmd()
        .withNetworkId(member.network())
        .withContainerId(member.containerId())
        .withForce(true)
        .exec();
    return member;
  }
}
