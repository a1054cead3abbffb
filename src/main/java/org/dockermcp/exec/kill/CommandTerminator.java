package org.dockermcp.exec.kill;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.dockermcp.engine.ExecRequest;
import org.dockermcp.engine.OutputSink;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.kill.Termination.Step;
import org.dockermcp.sandbox.Sandbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends commands for certain; the steps of {@code lib/end}.
 *
 * <p>Docker has no call that kills an exec, and closing its stream leaves the command running. So
 * every command carries a mark in its environment that its children inherit, and a program of ours
 * kills what carries it: first it stops them all, so that none can fork away from under it. What
 * clears its environment, invents a mark, or belongs to another user whose environment cannot be
 * read, is only seen as a stranger that began after the command; then everything but PID 1 is
 * killed; then the container is restarted; and one that does not start again, having lost its shell
 * perhaps, is made anew on its volume.
 */
public final class CommandTerminator {
  private static final Logger LOG = LoggerFactory.getLogger(CommandTerminator.class);

  /** So that the three steps and a restart stay within ten seconds. */
  private static final Duration MARKED_LIMIT = Duration.ofSeconds(2);

  private static final Duration ALL_LIMIT = Duration.ofMillis(1500);

  /**
   * A fork bomb can keep the killing program itself from starting, for up to five seconds on two
   * cores; with three tries the restart came after eleven.
   */
  private static final int ALL_TRIES = 2;

  /**
   * Who looks for marks: root without {@code CAP_SYS_PTRACE}, as it is in a sandbox, may not read
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
  private static final String KILL_MARKED =
      """
      wanted=$1 age=$2 script=$3
      clock() { read -r now rest </proc/uptime; now=$(( ${now%.*} * 100 + 1${now#*.} - 100 )); }
      clock
      since=$((now - age))
      # Adds what marks are in $text to $marks: a program may have put another's environment into
      # one of its variables.
      read_marks() {
        rest=$text
        while [ ${#marks} -lt 400 ]; do
          case $rest in *DOCKER_MCP_MARK=*) ;; *) break ;; esac
          rest=${rest#*DOCKER_MCP_MARK=}
          one=${rest%%.*}
          [ ${#one} -le 40 ] || one=bad
          case $one in ''|*[!0-9a-z_]*) one=bad ;; esac
          marks=$marks,$one
        done
      }
      look() {
        new=0 left=0 stranger=0 starting=0 seen=
        for folder in /proc/[0-9]*; do
          pid=${folder#/proc/}
          case $pid in 1|$$) continue ;; esac
          { read -r stat <"$folder/stat"; } 2>/dev/null || continue
          set -- "$1" ${stat##*) }
          # Dead, or on its way out (PF_EXITING) with its environment gone already.
          case $2 in Z|X) continue ;; esac
          [ $(($8 & 4)) = 0 ] || continue
          # The first process and its sleep; no other can enter its session.
          [ "$5" != 1 ] || continue
          young=0
          [ "${21}" -lt "$since" ] || young=1
          whose=nobody marks=
          { while IFS= read -r text || [ -n "$text" ]; do
              case $text in
                *"$wanted"*) whose=mine ;;
                *DOCKER_MCP_MARK=*)
                  [ $whose = mine ] || whose=others
                  [ $young = 0 ] || read_marks ;;
              esac
            done <"$folder/environ"; } 2>/dev/null
          case $whose in
            mine)
              left=1
              [ "$2" = T ] || new=1
              kill "-$1" "$pid" 2>/dev/null ;;
            nobody)
              [ $young = 1 ] || continue
              { read -r name <"$folder/comm"; } 2>/dev/null
              case $name in runc:*) starting=1 ;; *) stranger=1 ;; esac ;;
            others)
              case "$seen " in
                *" $marks "*) ;;
                *) [ ${#seen} -gt 4000 ] || [ $young = 0 ] || seen="$seen $marks" ;;
              esac ;;
          esac
        done
      }
      tries=0
      while look STOP; [ $new = 1 ] && [ $tries -lt 50 ]; do tries=$((tries + 1)); done
      # What is killed is there until a processor has had time for it. What is being started (runc's
      # own process, then one without an environment yet) shows a moment later whose it is; a
      # stranger stays one, for five looks and for more than two of the scheduler's periods (0.1 s),
      # in which a program that is being replaced may stand still.
      clock
      first=$now end=$((now + 100)) times=0
      while look KILL; clock; [ $left$stranger$starting != 000 ] && [ "$now" -lt "$end" ]; do
        case $left$stranger in 01) times=$((times + 1)) ;; *) times=0 first=$now ;; esac
        [ $times -lt 5 ] || [ $((now - first)) -lt 25 ] || break
      done
      [ ! -d "/tmp/mcp-script-$script" ] || rm -rf "/tmp/mcp-script-$script"
      [ $left$stranger$starting = 000 ] && echo "gone$seen" || echo left
      """;

  private static final String ASK_MARKED =
      """
      for folder in /proc/[0-9]*; do
        { while IFS= read -r text || [ -n "$text" ]; do
            case $text in
              *"$1"*) kill -TERM "${folder#/proc/}"; break ;;
            esac
          done <"$folder/environ"; } 2>/dev/null
      done
      """;

  /** Kills all but PID 1 and itself, and looks whether that worked. */
  private static final String KILL_ALL =
      """
      tries=0
      while [ $tries -lt 20 ]; do
        kill -9 -1 2>/dev/null
        left=0
        for folder in /proc/[0-9]*; do
          case ${folder#/proc/} in 1|$$) continue ;; esac
          { read -r stat <"$folder/stat"; } 2>/dev/null || continue
          set -- ${stat##*) }
          case $1 in Z|X) continue ;; esac
          { read -r name <"$folder/comm"; } 2>/dev/null
          # The first process starts its sleep anew at once.
          [ "$2" = 1 ] && [ "$name" = sleep ] || left=1
        done
        [ $left = 1 ] || { echo gone; exit; }
        tries=$((tries + 1))
      done
      echo left
      """;

  private final ProcessTokens marks;
  private final DeadManSwitches lifelines;
  private final Map<Step, LongAdder> ended = new EnumMap<>(Step.class);

  public CommandTerminator(ProcessTokens marks, DeadManSwitches lifelines) {
    this.marks = marks;
    this.lifelines = lifelines;
    for (Step step : Step.values()) {
      ended.put(step, new LongAdder());
    }
  }

  /** How many commands this step was the end of, since the process began. */
  public long ended(Step step) {
    return Objects.requireNonNull(ended.get(step)).sum();
  }

  /** The program that waits for the end of its input and then kills what carries a mark. */
  static String whenConnectionVanishes(ProcessTokens marks) {
    return "echo up\nwhile read -r nothing; do :; done\nset -- '%s' 0 none\n%s"
        .formatted(marks.ofServer(), KILL_MARKED);
  }

  /**
   * The program that asks a command and all it started to end (TERM); it does not wait for that.
   */
  public ExecRequest ask(Command command) {
    return new ExecRequest(
        command.sandbox().id(),
        List.of(
            "/bin/sh",
            "-c",
            ASK_MARKED,
            "/bin/sh",
            marks.of(command.sandbox().id(), command.callId())),
        List.of(marks.of(command.sandbox().id(), "end")),
        OWN_USER,
        SLASH,
        null,
        MARKED_LIMIT,
        Instant.now(),
        OutputSink.NONE);
  }

  /** An ending whose first step is to be taken. */
  public Termination begin(Command command) {
    return new Termination(command, Step.MARKED, false, 1, new KillReport(), null);
  }

  /** The program that takes the next step. */
  public ExecRequest kill(Termination ending) {
    Command command = ending.command();
    boolean all = ending.step() == Step.ALL;
    long age = command.elapsed().plus(SLACK).toMillis() * TICKS / 1000;
    List<String> argv =
        all
            ? List.of("/bin/sh", "-c", KILL_ALL)
            : List.of(
                "/bin/sh",
                "-c",
                KILL_MARKED,
                "/bin/sh",
                marks.of(command.sandbox().id(), command.callId()),
                Long.toString(age),
                command.callId());
    return new ExecRequest(
        command.sandbox().id(),
        argv,
        List.of(marks.of(command.sandbox().id(), "end")),
        all && ending.triesLeft() == 1 ? ROOT : OWN_USER,
        SLASH,
        null,
        all ? ALL_LIMIT : MARKED_LIMIT,
        Instant.now(),
        ending.verdict());
  }

  /** Goes by what the step's program saw. */
  public Termination looked(Termination ending) {
    return ending.verdict().isGone() && !isOneInvented(ending)
        ? gone(ending, ending.step())
        : next(ending);
  }

  /**
   * Whether a process that began after the command has no mark that this server gave out; not where
   * it may be one that another server gave out.
   */
  private boolean isOneInvented(Termination ending) {
    String container = ending.command().sandbox().id();
    return ending.verdict().marks().stream()
            .anyMatch(one -> one.stream().noneMatch(mark -> marks.gaveOut(container, mark)))
        && !lifelines.areOthersIn(container);
  }

  private Termination gone(Termination ending, Step step) {
    count(step);
    return new Termination(ending.command(), step, true, 0, ending.verdict(), null);
  }

  /** The step's program could not be run at all. */
  public Termination failed(Termination ending, Throwable fault) {
    LOG.debug("ending call {}: {} failed", ending.command().callId(), ending.step(), fault);
    return next(ending);
  }

  /** The container has been restarted, and nothing survives that. */
  public Termination restarted(Termination ending) {
    return gone(ending, Step.RESTART);
  }

  /** The container has been removed, and this one made on its volume. */
  public Termination remade(Termination ending, Sandbox anew) {
    count(Step.REMAKE);
    return new Termination(ending.command(), Step.REMAKE, true, 0, ending.verdict(), anew.id());
  }

  private void count(Step step) {
    Objects.requireNonNull(ended.get(step)).increment();
  }

  private static Termination next(Termination ending) {
    if (ending.triesLeft() > 1) {
      return left(ending, ending.step(), ending.triesLeft() - 1);
    }
    return switch (ending.step()) {
      // Where one could not even start in time, two more would only take more of it.
      case MARKED -> left(ending, Step.ALL, ending.verdict().isEnough() ? ALL_TRIES : 1);
      case ALL -> left(ending, Step.RESTART, 1);
      case RESTART -> left(ending, Step.REMAKE, 1);
      case REMAKE -> left(ending, Step.REMAKE, 0);
    };
  }

  private static Termination left(Termination ending, Step step, int tries) {
    return new Termination(ending.command(), step, false, tries, new KillReport(), null);
  }
}
