package org.dockermcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventActor;
import com.github.dockerjava.api.model.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dockermcp.Eventually;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Holds every container that this run's servers make on the main engine against {@link
 * SandboxInspection}; the test class in whose time one differs fails.
 *
 * <p>JUnit finds it by itself, and it does nothing where no jar is tested. A container that a test
 * makes by hand with the labels of ours says so with the label {@value #BY_HAND}.
 */
public final class SandboxWatch implements BeforeAllCallback, AfterAllCallback {
  public static final String BY_HAND = "docker-mcp-test-made";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Set<String> INSPECTED = ConcurrentHashMap.newKeySet();
  private static final Set<String> EXPECTED = ConcurrentHashMap.newKeySet();

  /** Whether a container has been inspected since it was created. */
  public static boolean hasInspected(String id) {
    return INSPECTED.contains(id);
  }

  /** Says that a test of this fork has created a container, which is to be inspected. */
  static void expect(String id) {
    EXPECTED.add(id);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (aJarIsTested()) {
      if (!SandboxTest.class.isAssignableFrom(context.getRequiredTestClass())) {
        SharedServers.closeAll();
      }
      watch(context);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (aJarIsTested()) {
      Watch watch = watch(context);
      assertThat(watch.faults()).as("sandboxes that are not as promised").isEmpty();
      assertThat(EXPECTED)
          .as("sandboxes of tests, which have been seen")
          .allMatch(id -> hasInspected(id) || watch.gone.contains(id));
      EXPECTED.clear();
    }
  }

  private static boolean aJarIsTested() {
    return System.getProperty("docker-mcp.jar") != null;
  }

  private static Watch watch(ExtensionContext context) {
    Watch watch = Watch.ofThisProcess();
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SandboxWatch.class))
        .getOrComputeIfAbsent(Report.class, type -> new Report(watch), Report.class);
    return watch;
  }

  /** What was seen until the end of a test plan, of which a fork may have one for each class. */
  private record Report(Watch watch) implements AutoCloseable {
    @Override
    public void close() {
      System.out.printf(
          "Containers: %d inspected, %d were gone before they could be%n",
          INSPECTED.size(), watch.gone.size());
    }
  }

  /** One subscription, which ends with the process. */
  private static final class Watch {
    private static @Nullable Watch only;

    private final String owner;
    private final DockerClient docker;
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Set<String> marks = ConcurrentHashMap.newKeySet();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    static synchronized Watch ofThisProcess() {
      Watch watch = only;
      if (watch == null) {
        watch = new Watch(Installation.built().owner());
        only = watch;
      }
      return watch;
    }

    private Watch(String owner) {
      this.owner = owner;
      docker = PlainClient.open();
      docker
          .eventsCmd()
          .withEventTypeFilter(EventType.CONTAINER, EventType.VOLUME)
          .withEventFilter("create")
          .exec(
              new ResultCallback.Adapter<Event>() {
                @Override
                public void onNext(Event event) {
                  see(event);
                }
              });
      settle();
    }

    private void see(Event event) {
      EventActor actor = event.getActor();
      Map<String, String> attributes =
          Objects.requireNonNullElse(actor == null ? null : actor.getAttributes(), Map.of());
      if (event.getType() == EventType.VOLUME) {
        marks.add(String.valueOf(idOf(actor)));
      } else if (isOurs(attributes) && !attributes.containsKey(BY_HAND)) {
        inspect(String.valueOf(idOf(actor)));
      }
    }

    private boolean isOurs(Map<String, String> labels) {
      return owner.equals(labels.get("mcp-owner")) && "true".equals(labels.get("mcp-managed"));
    }

    private static @Nullable String idOf(@Nullable EventActor actor) {
      return actor == null ? null : actor.getId();
    }

    private void inspect(String id) {
      try {
        var inspected = docker.inspectContainerCmd(id).exec();
        INSPECTED.add(id);
        SandboxInspection.faults(inspected)
            .forEach(fault -> faults.add(inspected.getName() + ": " + fault));
      } catch (NotFoundException e) {
        gone.add(id);
      } catch (RuntimeException e) {
        faults.add(id + ": " + e);
      }
    }

    /** Waits until all that was created before has been seen: events come in order. */
    private void settle() {
      String mark = "docker-mcp-watch-" + UUID.randomUUID();
      // Again and again, for the subscription may not have begun yet.
      Eventually.within(PATIENCE)
          .alias("an event of the engine's")
          .until(
              () -> {
                docker.createVolumeCmd().withName(mark).exec();
                docker.removeVolumeCmd(mark).exec();
                return marks.contains(mark);
              });
    }

    /** Those found since the last time this was asked. */
    List<String> faults() {
      settle();
      List<String> found = new ArrayList<>();
      for (String fault = faults.poll(); fault != null; fault = faults.poll()) {
        found.add(fault);
      }
      return found;
    }
  }
}
