package org.dockermcp.routes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.dockermcp.engine.ArchiveRequest;
import org.dockermcp.engine.ContainerRemoval;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.ContainerState;
import org.dockermcp.engine.ContainerStatus;
import org.dockermcp.engine.ContainerSummary;
import org.dockermcp.engine.ContainerUsage;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.EngineFeatures;
import org.dockermcp.engine.EngineInfo;
import org.dockermcp.engine.EngineVersion;
import org.dockermcp.engine.ExecHold;
import org.dockermcp.engine.ExecOutcome;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.ImageInfo;
import org.dockermcp.engine.ListRequest;
import org.dockermcp.engine.NetworkInfo;
import org.dockermcp.engine.NetworkMember;
import org.dockermcp.engine.NetworkSpec;
import org.dockermcp.engine.PullRequest;
import org.dockermcp.engine.VolumeInfo;
import org.dockermcp.engine.VolumeSpec;

/** An engine whose containers are entries of a map, and whose commands are answered by rule. */
public final class MemoryEngine {
  private record Box(String id, ContainerSpec spec, ContainerStatus status, Instant startedAt) {}

  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final Map<String, VolumeInfo> volumes = new LinkedHashMap<>();
  private final Map<String, NetworkInfo> networks = new LinkedHashMap<>();
  private final List<ExecRequest> execs = new CopyOnWriteArrayList<>();
  private final AtomicLong next = new AtomicLong(1);
  private volatile EngineFeatures features =
      new EngineFeatures(true, EngineFeatures.DiskQuota.NONE, true, true);

  /** Sets what it can do; everything before. */
  void can(EngineFeatures now) {
    features = now;
  }

  /** What was to be run so far, in order. */
  List<ExecRequest> execs() {
    return execs;
  }

  private String id() {
    return HexFormat.of().toHexDigits(next.getAndIncrement()).repeat(4);
  }

  public synchronized String containerCreate(ContainerSpec spec) {
    if (boxes.values().stream().anyMatch(it -> it.spec().name().equals(spec.name()))) {
      throw new EngineFault.NameTaken(spec.name());
    }
    String id = id();
    boxes.put(id, new Box(id, spec, ContainerStatus.CREATED, Instant.EPOCH));
    return id;
  }

  private synchronized Box box(String idOrName) {
    return boxes.values().stream()
        .filter(it -> it.id().equals(idOrName) || it.spec().name().equals(idOrName))
        .findFirst()
        .orElseThrow(() -> new EngineFault.NotFound("no such container: " + idOrName));
  }

  public ContainerState containerInspect(String idOrName) {
    Box box = box(idOrName);
    return new ContainerState(
        box.id(),
        box.spec().name(),
        box.spec().image(),
        box.status(),
        Optional.of(box.startedAt()),
        Optional.empty(),
        box.spec().labels(),
        box.spec().resources().limits(),
        box.spec().volumes().stream()
            .map(it -> new ContainerState.Mount(it.volume().orElse("of-" + box.id()), it.target()))
            .toList(),
        Map.of(box.spec().network(), box.spec().network()));
  }

  public synchronized List<ContainerSummary> containerList(ListRequest request) {
    return boxes.values().stream()
        .filter(it -> it.spec().labels().entrySet().containsAll(request.labels().entrySet()))
        .map(
            it ->
                new ContainerSummary(
                    it.id(),
                    it.spec().name(),
                    it.spec().image(),
                    it.status(),
                    it.status().text(),
                    Instant.now(),
                    it.spec().labels(),
                    Set.of(it.spec().network())))
        .toList();
  }

  private synchronized String become(String id, ContainerStatus status) {
    Box box = box(id);
    boxes.put(box.id(), new Box(box.id(), box.spec(), status, Instant.now()));
    return id;
  }

  public String containerStart(String id) {
    return become(id, ContainerStatus.RUNNING);
  }

  public String containerRestart(String id) {
    return become(id, ContainerStatus.RUNNING);
  }

  public String containerUnpause(String id) {
    return become(id, ContainerStatus.RUNNING);
  }

  public synchronized String containerRemove(ContainerRemoval removal) {
    boxes.remove(removal.id());
    return removal.id();
  }

  public List<String> containerTop(String id) {
    box(id);
    return List.of();
  }

  public ContainerUsage containerUsage(String id) {
    return new ContainerUsage(box(id).status() == ContainerStatus.RUNNING, 0, List.of());
  }

  public ArchiveRequest archivePut(ArchiveRequest request) {
    return request;
  }

  /** Writes the user's line, if there is one, and ends well. */
  public ExecOutcome exec(ExecRequest request) {
    if (box(request.containerId()).status() != ContainerStatus.RUNNING) {
      throw new EngineFault.Conflict("container is not running");
    }
    execs.add(request);
    request.output().stdout("from memory\n".getBytes(StandardCharsets.UTF_8));
    request.output().end();
    return new ExecOutcome(false, OptionalInt.of(0), Duration.ofMillis(1), false);
  }

  /** Writes nothing: no program of this engine waits for its input. */
  public String execHold(ExecHold hold) {
    return "";
  }

  public List<List<String>> execList(String id) {
    box(id);
    return List.of();
  }

  public ImageInfo imageInspect(String reference) {
    return new ImageInfo("sha256:" + "1".repeat(64), List.of(), 1);
  }

  public PullRequest imagePull(PullRequest request) {
    return request;
  }

  public List<ImageInfo> imageList(Object any) {
    return List.of();
  }

  public List<String> imageSearch(String term) {
    return List.of();
  }

  public synchronized VolumeInfo volumeCreate(VolumeSpec spec) {
    volumes.putIfAbsent(
        spec.name(), new VolumeInfo(spec.name(), spec.labels(), true, Optional.of(Instant.now())));
    return volumeInspect(spec.name());
  }

  public synchronized VolumeInfo volumeInspect(String name) {
    VolumeInfo found = volumes.get(name);
    if (found == null) {
      throw new EngineFault.NotFound("no such volume: " + name);
    }
    return found;
  }

  public synchronized List<VolumeInfo> volumeList(ListRequest request) {
    return volumes.values().stream()
        .filter(it -> it.labels().entrySet().containsAll(request.labels().entrySet()))
        .toList();
  }

  public synchronized String volumeRemove(String name) {
    volumes.remove(name);
    return name;
  }

  public synchronized String networkCreate(NetworkSpec spec) {
    String id = id();
    networks.put(id, new NetworkInfo(id, spec.name(), spec.labels(), true, Set.of()));
    return id;
  }

  public synchronized NetworkInfo networkInspect(String id) {
    NetworkInfo found = networks.get(id);
    if (found == null) {
      throw new EngineFault.NotFound("no such network: " + id);
    }
    return found;
  }

  public synchronized List<NetworkInfo> networkList(ListRequest request) {
    return new ArrayList<>(networks.values());
  }

  public NetworkMember networkConnect(NetworkMember member) {
    return member;
  }

  public NetworkMember networkDisconnect(NetworkMember member) {
    return member;
  }

  public synchronized String networkRemove(String id) {
    networks.remove(id);
    return id;
  }

  public Object ping(Object any) {
    return any;
  }

  public EngineInfo info(Object any) {
    return new EngineInfo(
        "memory:",
        "a test",
        2,
        8L << 30,
        "map",
        "2",
        List.of(),
        List.of(),
        Optional.empty(),
        features);
  }

  public EngineVersion version(Object any) {
    return new EngineVersion("1", "1", "memory", "any", "none");
  }

  public Map<String, Long> diskUsage(Object any) {
    return Map.of();
  }
}
