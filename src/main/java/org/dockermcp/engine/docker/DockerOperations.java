package org.dockermcp.engine.docker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dockermcp.engine.ArchiveRequest;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ExecHold;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.NetworkMember;
import org.dockermcp.engine.NetworkSpec;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.engine.VolumeSpec;

/**
 * The operations of {@code docker:} endpoints that camel-docker lacks, or whose requests say more
 * than its headers can; each takes the message's body and gives the body that follows.
 */
final class DockerOperations {
  private final Map<String, Operation> byName = new HashMap<>();

  /** One of them. */
  @FunctionalInterface
  interface Operation {
    Object apply(Object body) throws Exception;
  }

  @FunctionalInterface
  private interface Typed<T> {
    Object apply(T body) throws Exception;
  }

  DockerOperations(Engine engine) {
    DockerContainers containers = new DockerContainers(engine);
    DockerExecs execs = new DockerExecs(engine);
    DockerImages images = new DockerImages(engine);
    DockerVolumes volumes = new DockerVolumes(engine);
    DockerNetworks networks = new DockerNetworks(engine);
    DockerDisk disk = new DockerDisk(engine);
    HeldExecs held = new HeldExecs(engine);
    add("container/create", ContainerSpec.class, containers::create);
    add("container/list", ListRequest.class, containers::list);
    add("container/usage", String.class, containers::usage);
    add("container/awaitremoval", String.class, containers::awaitRemoval);
    add("archive/put", ArchiveRequest.class, containers::unpack);
    add("exec/create", ExecRequest.class, execs::create);
    add("exec/start", DockerExec.class, execs::start);
    add("exec/inspect", DockerExec.class, execs::inspect);
    add("exec/list", String.class, execs::list);
    add("exec/hold", ExecHold.class, held::hold);
    add("image/pull", PullRequest.class, images::pull);
    add("volume/create", VolumeSpec.class, volumes::create);
    add("volume/inspect", String.class, volumes::inspect);
    add("volume/list", ListRequest.class, volumes::list);
    add("volume/remove", String.class, volumes::remove);
    add("network/create", NetworkSpec.class, networks::create);
    add("network/inspect", String.class, networks::inspect);
    add("network/list", ListRequest.class, networks::list);
    add("network/disconnect", NetworkMember.class, networks::disconnect);
    byName.put("disk/usage", body -> disk.volumes());
    // camel-docker's waits for a control request, which an unresponsive engine keeps for 7 s.
    byName.put(
        "ping",
        body -> {
          engine.ping();
          return body;
        });
  }

  private <T> void add(String name, Class<T> type, Typed<T> operation) {
    byName.put(
        name,
        body -> {
          if (!type.isInstance(body)) {
            throw new IllegalArgumentException(
                "docker:%s needs a body of type %s, not %s"
                    .formatted(name, type.getSimpleName(), body.getClass().getSimpleName()));
          }
          return operation.apply(type.cast(body));
        });
  }

  /** The operation of a name such as {@code volume/create}; empty when camel-docker has it. */
  Optional<Operation> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
