package org.dockermcp.routes.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed of a folder's files. */
@Timeout(60)
class FolderWatchTest {
  /** After which a change is told. */
  private static final long REST_NANOS = 200_000_000;

  /** Within which one more would be told: the look without an event, and the rest. */
  private static final long AFTER_THE_LAST_MILLIS = 1_300;

  @TempDir private Path home = Path.of("");
  private final Semaphore changes = new Semaphore(0);
  private Path folder = home;
  private final List<FolderWatch> watches = new ArrayList<>();

  @AfterEach
  void close() {
    watches.forEach(FolderWatch::close);
  }

  @BeforeEach
  void makeAFolder() throws IOException {
    folder = Files.createDirectories(home.resolve("routes"));
    Files.createDirectory(folder.resolve("lib"));
    Files.writeString(folder.resolve("a.camel.yaml"), "a");
  }

  private boolean isTold() throws InterruptedException {
    return changes.tryAcquire(10, TimeUnit.SECONDS);
  }

  @Test
  void doesNotTellEachStepOfWhatIsWrittenInMany() throws Exception {
    watches.add(new FolderWatch(folder, changes::release));
    int rests = 1;
    long before = System.nanoTime();
    for (int step = 0; step < 20; step++) {
      TimeUnit.MILLISECONDS.sleep(20);
      long begun = System.nanoTime();
      Files.writeString(folder.resolve("b.camel.yaml"), "b".repeat(step));
      // So long only where this test itself was held up.
      rests += System.nanoTime() - before >= REST_NANOS ? 1 : 0;
      before = begun;
    }
    assertThat(isTold()).isTrue();
    int told = 1;
    while (changes.tryAcquire(AFTER_THE_LAST_MILLIS, TimeUnit.MILLISECONDS)) {
      told++;
    }
    assertThat(told).isLessThanOrEqualTo(rests);
  }

  @Test
  void noticesWhatIsReplacedRemovedOrInAnInnerFolder() throws Exception {
    watches.add(new FolderWatch(folder, changes::release));
    Path next = Files.writeString(folder.resolve("a~"), "c");
    Files.move(next, folder.resolve("a.camel.yaml"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(isTold()).isTrue();

    Files.delete(folder.resolve("a.camel.yaml"));
    assertThat(isTold()).isTrue();

    Files.writeString(folder.resolve("lib/d.camel.yaml"), "d");
    assertThat(isTold()).isTrue();

    Files.createDirectory(folder.resolve("packages"));
    Files.writeString(folder.resolve("packages/e.manager.yaml"), "e");
    assertThat(isTold()).isTrue();
  }

  @Test
  void noticesThatTheFolderIsAnother() throws Exception {
    watches.add(new FolderWatch(folder, changes::release));
    Files.move(folder, home.resolve("old"));
    assertThat(isTold()).isTrue();
    makeAFolder();
    assertThat(isTold()).isTrue();
    changes.drainPermits();

    Files.writeString(folder.resolve("a.camel.yaml"), "more");
    assertThat(isTold()).isTrue();
  }

  @Test
  void looksByItselfWhereThereAreNoEvents() throws Exception {
    watches.add(new FolderWatch(folder, changes::release, null));
    Files.writeString(folder.resolve("a.camel.yaml"), "more");
    assertThat(isTold()).isTrue();
  }

  @Test
  void goesOnWhenAChangeCouldNotBeTaken() throws Exception {
    Runnable fails =
        () -> {
          changes.release();
          throw new IllegalStateException("no");
        };
    watches.add(new FolderWatch(folder, fails));
    Files.writeString(folder.resolve("a.camel.yaml"), "more");
    assertThat(isTold()).isTrue();
    Files.writeString(folder.resolve("a.camel.yaml"), "and more");
    assertThat(isTold()).isTrue();
  }
}
