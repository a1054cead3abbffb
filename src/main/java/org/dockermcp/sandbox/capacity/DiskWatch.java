package org.dockermcp.sandbox.capacity;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dockermcp.engine.ContainerRemoval;
import org.dockermcp.engine.ContainerUsage;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineDisk.Room;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.exec.Command;
import org.dockermcp.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops what fills a disk; steps of {@code run}. Safe for use by many threads.
 *
 * <p>The engine is asked what a container and its volumes hold, from outside, where no program can
 * pretend. Where this process sees the engine's disk, that is asked only after something was taken
 * from it: free room costs nothing to ask. A sandbox that has been used is watched for as long as
 * it runs, for a command may leave a job behind; such a job, which no call waits for, ends by a
 * restart of its container.
 */
public final class DiskWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Part of the time that is spent with looking, at most a fifth, however much there is to see. */
  private static final int RESTS = 4;

  private final EngineDisk disk;
  private final EngineFacts facts;
  private final Containers containers;
  private final DiskFloor floor;
  private final Consumer<String> restarting;
  private final DiskRules rules;
  private final WatchedSandboxes watched = new WatchedSandboxes();
  private final Thread thread = new Thread(this::watchAll, "disk-watch");
  private Map<String, Long> volumes = Map.of();
  private long mostFree;
  private long lastFree;
  private boolean pressing;

  /**
   * @param facts tell whether containers can be restarted
   * @param restarting is told the id of an idle container before it is restarted
   */
  public DiskWatch(
      Settings settings,
      EngineDisk disk,
      EngineFacts facts,
      Containers containers,
      DiskFloor floor,
      Consumer<String> restarting) {
    this.facts = facts;
    this.disk = disk;
    this.containers = containers;
    this.floor = floor;
    this.restarting = restarting;
    rules = new DiskRules(settings, floor);
    thread.setDaemon(true);
  }

  /**
   * Watches what a command writes until what is returned is closed.
   *
   * @throws org.dockermcp.tool.ToolFailure when its sandbox has far more than it may
   */
  public AutoCloseable watch(Command command) {
    WatchedSandbox one = watched.enter(command, rules::refuseWhenFull);
    if (!one.isKnown()) {
      lookSoon();
    }
    return () -> one.end(command);
  }

  /** The first look at a sandbox tells what it has before its command does anything. */
  private synchronized void lookSoon() {
    if (thread.getState() == Thread.State.NEW) {
      thread.start();
    }
    pressing = true;
    notifyAll();
  }

  private void watchAll() {
    try {
      while (true) {
        long begun = System.nanoTime();
        lookAtAll();
        rest(Duration.ofNanos((System.nanoTime() - begun) * RESTS));
      }
    } catch (InterruptedException e) {
      LOG.debug("the disk watch has stopped");
    }
  }

  private synchronized void rest(Duration least) throws InterruptedException {
    long begun = System.nanoTime();
    long most = Math.max(PAUSE.toNanos(), least.toNanos());
    long left = most;
    while (left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = (pressing ? least.toNanos() : most) - (System.nanoTime() - begun);
    }
    pressing = false;
  }

  private void lookAtAll() {
    try {
      Optional<Room> room = floor.room();
      Optional<Boolean> taken = room.map(this::isTaken);
      List<WatchedSandbox> due =
          watched.all().stream().filter(one -> rules.isDue(one, taken)).toList();
      if (!due.isEmpty()) {
        lookAtVolumes();
        due.forEach(this::lookAt);
        stopWhatIsTooMuch(due, room);
      }
      room.ifPresent(it -> remember(it, taken.orElse(false)));
    } catch (RuntimeException e) {
      LOG.debug("the disk usage could not be read", e);
    }
  }

  /** Whether so much was taken since all were looked at that it is time to do so again. */
  private boolean isTaken(Room room) {
    return mostFree - room.free() > rules.unseen() || room.free() < floor.bytes(room);
  }

  private void remember(Room room, boolean looked) {
    mostFree = looked ? room.free() : Math.max(mostFree, room.free());
    lastFree = room.free();
  }

  /** An older engine tells one asker at a time; who is refused goes by what was told before. */
  private void lookAtVolumes() {
    try {
      volumes = disk.volumes();
    } catch (RuntimeException e) {
      LOG.debug("the sizes of volumes could not be read", e);
    }
  }

  private void lookAt(WatchedSandbox one) {
    try {
      Optional<ContainerUsage> usage = containers.usage(one.sandbox().id());
      usage.ifPresent(it -> one.has(it.bytes() + sizeOf(it.volumes())));
      boolean gone = usage.isEmpty() || !usage.get().running();
      if (gone) {
        watched.removeIdle(one);
      }
    } catch (RuntimeException e) {
      LOG.debug("the disk usage of {} could not be read", one.sandbox().name(), e);
    }
  }

  private long sizeOf(List<String> names) {
    return names.stream().mapToLong(name -> volumes.getOrDefault(name, 0L)).sum();
  }

  private void stopWhatIsTooMuch(List<WatchedSandbox> due, Optional<Room> room) {
    Map<WatchedSandbox, String> full = new LinkedHashMap<>();
    due.forEach(one -> rules.tooMuch(one, room).ifPresent(reason -> full.put(one, reason)));
    if (full.isEmpty()) {
      rules.tooMuchByNobody(room, lastFree).ifPresent(reason -> stopAtWork(due, reason));
    }
    Set<String> stopped = new HashSet<>();
    full.forEach(
        (one, reason) -> {
          if (one.stop(reason)) {
            LOG.warn("commands in {} are stopped: {}", one.sandbox().name(), reason);
            stopped.add(one.sandbox().workspaceVolume());
          }
        });
    // A session's volume grows in each of its sandboxes; the idle ones are not to blame while one
    // is at work.
    full.forEach(
        (one, reason) -> {
          if (!one.isAtWork() && !stopped.contains(one.sandbox().workspaceVolume())) {
            restart(one, reason);
          }
        });
  }

  private static void stopAtWork(List<WatchedSandbox> due, String reason) {
    LOG.warn("{}, and no container is seen to use it: all commands are stopped", reason);
    due.forEach(one -> one.stop(reason));
  }

  /** Ends what no call waits for; where no container can be restarted, a session's is recreated. */
  private void restart(WatchedSandbox one, String reason) {
    boolean restarts = facts.features().restart();
    LOG.warn(
        "idle container {} is {}: {}",
        one.sandbox().name(),
        restarts ? "restarted" : "removed",
        reason);
    if (restarts) {
      restarting.accept(one.sandbox().id());
      containers.restart(one.sandbox().id());
    } else {
      containers.remove(ContainerRemoval.of(one.sandbox().id()));
    }
    one.stopExpected();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
