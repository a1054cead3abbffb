package org.dockermcp.exec.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineFault;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.Shell;
import org.dockermcp.exec.kill.Termination.Step;
import org.dockermcp.sandbox.Sandbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills commands for certain; the steps of {@code lib/exec-terminate}.
 *
 * <p>Docker cannot kill an exec, and closing its stream leaves the command running. So every
 * command carries a token in its environment, which its children inherit, and a script kills what
 * carries it: first it stops all of them, so that none can fork away. A process that clears its
 * environment, invents a token, or belongs to another user whose environment cannot be read is only
 * seen as a stranger that started after the command; then every process but PID 1 is killed; then
 * the container is restarted; and one that does not start again, perhaps because it lost its shell,
 * is recreated on its volume.
 */
public final class CommandTerminator {
  /** What a dead man's switch writes when it runs. */
  static final String RUNS = "up\n";

  private static final Logger LOG = LoggerFactory.getLogger(CommandTerminator.class);

  /** So that the three steps and a restart stay within ten seconds. */
  private static final Duration TAGGED_LIMIT = Duration.ofSeconds(2);

  private static final Duration ALL_LIMIT = Duration.ofMillis(1500);

  /**
   * A fork bomb can keep the killing program itself from starting, for up to five seconds on two
   * cores; with three tries the restart came after eleven.
   */
  private static final int ALL_TRIES = 2;

  /**
   * Who looks for tokens: root without {@code CAP_SYS_PTRACE}, as it is in a sandbox, may not read
   * another user's environments, and commands run as the container's own user.
   */
  private static final String OWN_USER = "";

  /**
   * Who takes the last try to kill all. Not the first: where the container's own user is another,
   * no-new-privileges leaves a root that the engine adds without {@code CAP_KILL}.
   */
  private static final String ROOT = "0:0";

  private static final String SLASH = "/";

  /** The clock ticks in a second of {@code /proc/PID/stat} (USER_HZ, 100 on all of Linux's). */
  private static final int TICKS = 100;

  /** How far this process's clock and the container's may be apart about a start. */
  private static final Duration SLACK = Duration.ofMillis(300);

  /** Shell built-ins only: a container that is full cannot start a program. */
  private static final String KILL_TAGGED = script("kill-tagged.sh");

  private static final String TERM_TAGGED = script("term-tagged.sh");

  /** Kills all but PID 1 and itself, and checks that this worked. */
  private static final String KILL_ALL = script("kill-all.sh");

  private final ProcessTokens tokens;
  private final DeadManSwitches switches;
  private final EngineFacts facts;
  private final Map<Step, LongAdder> finished = new EnumMap<>(Step.class);

  /**
   * @param facts tell whether containers can be restarted
   */
  public CommandTerminator(ProcessTokens tokens, DeadManSwitches switches, EngineFacts facts) {
    this.facts = facts;
    this.tokens = tokens;
    this.switches = switches;
    for (Step step : Step.values()) {
      finished.put(step, new LongAdder());
    }
  }

  /** How many commands this step was the end of, since the process began. */
  public long ended(Step step) {
    return Objects.requireNonNull(finished.get(step)).sum();
  }

  /**
   * The program that writes {@link #RUNS}, waits for the end of its input and then kills what
   * carries the server's token.
   */
  static String whenConnectionCloses(ProcessTokens tokens) {
    return "echo %s\nwhile read -r nothing; do :; done\nset -- '%s' 0 none\n%s"
        .formatted(RUNS.strip(), tokens.ofServer(), KILL_TAGGED);
  }

  /** The program that sends TERM to a command and all that it started, and does not wait. */
  public ExecRequest termRequest(Command command) {
    return new ExecRequest(
        command.sandbox().id(),
        Shell.argv(TERM_TAGGED, tokens.of(command.sandbox().id(), command.callId())),
        List.of(tokens.of(command.sandbox().id(), "end")),
        OWN_USER,
        SLASH,
        Optional.empty(),
        TAGGED_LIMIT,
        Instant.now(),
        OutputSink.NONE);
  }

  /** A termination whose first step is to be taken. */
  public Termination begin(Command command) {
    return new Termination(command, Step.TAGGED, false, 1, new KillReport(), Optional.empty());
  }

  /** The program that takes the next step. */
  public ExecRequest killRequest(Termination termination) {
    Command command = termination.command();
    boolean all = termination.step() == Step.ALL;
    long age = command.elapsed().plus(SLACK).toMillis() * TICKS / 1000;
    List<String> argv =
        all
            ? Shell.argv(KILL_ALL)
            : Shell.argv(
                KILL_TAGGED,
                tokens.of(command.sandbox().id(), command.callId()),
                Long.toString(age),
                command.callId());
    return new ExecRequest(
        command.sandbox().id(),
        argv,
        List.of(tokens.of(command.sandbox().id(), "end")),
        all && termination.triesLeft() == 1 ? ROOT : OWN_USER,
        SLASH,
        Optional.empty(),
        all ? ALL_LIMIT : TAGGED_LIMIT,
        Instant.now(),
        termination.report());
  }

  /** Decides by what the step's script saw. */
  public Termination checked(Termination termination) {
    return termination.report().isGone() && !hasForgedToken(termination)
        ? gone(termination, termination.step())
        : next(termination);
  }

  /**
   * Whether a process that started after the command carries no token that this server signed; not
   * where it may be another server's.
   */
  private boolean hasForgedToken(Termination termination) {
    String container = termination.command().sandbox().id();
    return termination.report().tokens().stream()
            .anyMatch(one -> one.stream().noneMatch(token -> tokens.isOurs(container, token)))
        && !switches.hasOthers(container);
  }

  private Termination gone(Termination termination, Step step) {
    count(step);
    return new Termination(
        termination.command(), step, true, 0, termination.report(), Optional.empty());
  }

  /**
   * The step could not be taken. An interrupt says nothing about the command: its step is repeated,
   * and after many the termination is left pending, so that cancelling never kills other work. Nor
   * does an engine that does not answer say anything: the termination is left pending at once.
   */
  public Termination stepFailed(Termination termination, Throwable fault) {
    if (isInterrupt(fault)) {
      return termination.interruptsLeft() > 0
          ? termination.interrupted()
          : left(termination, termination.step(), 0);
    }
    LOG.debug(
        "termination of call {}: {} failed",
        termination.command().callId(),
        termination.step(),
        fault);
    return EngineFault.isConnection(fault)
        ? left(termination, termination.step(), 0)
        : next(termination);
  }

  /** The container was restarted, which no process survives. */
  public Termination restarted(Termination termination) {
    return gone(termination, Step.RESTART);
  }

  /** The container was removed and recreated as this one on its volume. */
  public Termination recreated(Termination termination, Sandbox sandbox) {
    count(Step.RECREATE);
    return new Termination(
        termination.command(),
        Step.RECREATE,
        true,
        0,
        termination.report(),
        Optional.of(sandbox.id()));
  }

  private static boolean isInterrupt(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  private void count(Step step) {
    Objects.requireNonNull(finished.get(step)).increment();
  }

  /** One that does not tell is taken for one that can. */
  private boolean canRestart() {
    try {
      return facts.features().restart();
    } catch (RuntimeException e) {
      LOG.debug("whether the engine can restart containers is unknown", e);
      return true;
    }
  }

  private Termination next(Termination termination) {
    if (termination.triesLeft() > 1) {
      return left(termination, termination.step(), termination.triesLeft() - 1);
    }
    return switch (termination.step()) {
      // Where one could not even start in time, two more would only take more of it.
      case TAGGED -> left(termination, Step.ALL, termination.report().isEnough() ? ALL_TRIES : 1);
      case ALL -> left(termination, canRestart() ? Step.RESTART : Step.RECREATE, 1);
      case RESTART -> left(termination, Step.RECREATE, 1);
      case RECREATE -> left(termination, Step.RECREATE, 0);
    };
  }

  private static Termination left(Termination termination, Step step, int tries) {
    return new Termination(
        termination.command(), step, false, tries, new KillReport(), Optional.empty());
  }

  private static String script(String name) {
    return Shell.script(CommandTerminator.class, name);
  }
}
