package org.dockermcp.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {
  private final Cancellation cancellation = new Cancellation();
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsItsActionsOnceInOrderWithTheFlagSet() {
    cancellation.onCancel(() -> ran.add("first " + cancellation.isCancelled()));
    cancellation.onCancel(() -> ran.add("second"));
    assertThat(cancellation.isCancelled()).isFalse();

    cancellation.cancel();
    cancellation.cancel();

    assertThat(cancellation.isCancelled()).isTrue();
    assertThat(ran).containsExactly("first true", "second");
  }

  @Test
  void runsAnActionThatComesLateAtOnce() {
    cancellation.cancel();
    cancellation.onCancel(() -> ran.add("late")).close();

    assertThat(ran).containsExactly("late");
  }

  @Test
  void doesNotRunAnActionThatWasWithdrawn() {
    Cancellation.Registration withdrawn = cancellation.onCancel(() -> ran.add("withdrawn"));
    cancellation.onCancel(() -> ran.add("kept"));
    withdrawn.close();
    withdrawn.close();
    cancellation.cancel();

    assertThat(ran).containsExactly("kept");
  }

  @Test
  void runsTheOthersWhenOneFails() {
    cancellation.onCancel(
        () -> {
          throw new IllegalStateException("broken");
        });
    cancellation.onCancel(() -> ran.add("other"));
    cancellation.cancel();

    assertThat(ran).containsExactly("other");
  }
}
