package org.dockermcp.engine;

/**
 * What an engine answers instead of what it was asked for, whichever engine it is; the message is
 * the engine's own text.
 *
 * <p>{@link Unavailable}: nothing has happened. {@link Lost}: the outcome is unknown. All others
 * are answers: the engine is there and has refused.
 */
public abstract sealed class EngineFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private EngineFault(String message, Throwable cause) {
    super(message, cause);
  }

  private EngineFault(String message) {
    super(message);
  }

  /** Whether the engine cannot be reached, or could not any more while it was at a request. */
  public static boolean isConnection(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unavailable || cause instanceof Lost) {
        return true;
      }
    }
    return false;
  }

  /** No engine answers, and the request has changed nothing; the message says what was tried. */
  public static non-sealed class Unavailable extends EngineFault {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message) {
      super(message);
    }

    public Unavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The connection broke, or the engine stopped responding; the outcome is unknown. */
  public static non-sealed class Lost extends EngineFault {
    private static final long serialVersionUID = 1L;

    public Lost(String message) {
      super(message);
    }

    public Lost(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** There is no such container, image, volume or network. */
  public static final class NotFound extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NotFound(String message, Throwable cause) {
      super(message, cause);
    }

    public NotFound(String message) {
      super(message);
    }
  }

  /** A text is the prefix of several containers' ids. */
  public static final class Ambiguous extends EngineFault {
    private static final long serialVersionUID = 1L;

    public Ambiguous(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The object is in the requested state already. */
  public static final class NotModified extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NotModified(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Another object has the name. */
  public static final class NameTaken extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NameTaken(String message, Throwable cause) {
      super(message, cause);
    }

    public NameTaken(String message) {
      super(message);
    }
  }

  /** Another request does the same at this moment, such as removing the container. */
  public static final class InProgress extends EngineFault {
    private static final long serialVersionUID = 1L;

    public InProgress(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The object is in use, or in a state in which the request is not possible. */
  public static final class Conflict extends EngineFault {
    private static final long serialVersionUID = 1L;

    public Conflict(String message, Throwable cause) {
      super(message, cause);
    }

    public Conflict(String message) {
      super(message);
    }
  }

  /** A container that was to be unpaused is not paused. */
  public static final class NotPaused extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NotPaused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A container that was to leave a network is not in it. */
  public static final class NotConnected extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NotConnected(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The engine's disk is full. */
  public static final class NoSpace extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NoSpace(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A container's first process could not be started because its image has no shell. */
  public static final class NoShell extends EngineFault {
    private static final long serialVersionUID = 1L;

    public NoShell(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A command in a running container could not be started. */
  public static final class StartRefused extends EngineFault {
    private static final long serialVersionUID = 1L;

    /** Why a command does not start. */
    public enum Cause {
      /** Its working directory is none. */
      NO_WORKING_DIR,
      /** There is no such program. */
      NO_PROGRAM,
      /** Arguments and environment are longer than the kernel takes. */
      TOO_LONG,
      OTHER
    }

    private final Cause why;

    public StartRefused(String message, Cause why) {
      super(message);
      this.why = why;
    }

    public Cause why() {
      return why;
    }
  }

  /** The engine does not have the container runtime that was asked for. */
  public static final class RuntimeMissing extends EngineFault {
    private static final long serialVersionUID = 1L;

    public RuntimeMissing(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The engine's storage cannot limit the size of a container's layer. */
  public static final class QuotaUnsupported extends EngineFault {
    private static final long serialVersionUID = 1L;

    public QuotaUnsupported(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A container cannot start because the network that it is in is gone. */
  public static final class NetworkGone extends EngineFault {
    private static final long serialVersionUID = 1L;

    private final boolean deviceGone;

    public NetworkGone(String message, boolean deviceGone, Throwable cause) {
      super(message, cause);
      this.deviceGone = deviceGone;
    }

    /** Whether the engine still lists the network, of which only the device is gone. */
    public boolean isDeviceGone() {
      return deviceGone;
    }
  }

  /** The engine no longer knows an exec that it had begun: it, or the container, was restarted. */
  public static non-sealed class ExecForgotten extends EngineFault {
    private static final long serialVersionUID = 1L;

    public ExecForgotten(Throwable cause) {
      super("the engine no longer knows the exec", cause);
    }

    public ExecForgotten(String message) {
      super(message);
    }
  }

  /** An image could not be pulled. */
  public static final class PullFailed extends EngineFault {
    private static final long serialVersionUID = 1L;

    /** Why a pull fails. */
    public enum Reason {
      /** The registry wants a login. */
      LOGIN_REQUIRED,
      /** The registry has no such image that this user may see. */
      ACCESS_DENIED,
      ABSENT,
      NO_VARIANT_FOR_PLATFORM,
      RATE_LIMITED,
      UNREACHABLE,
      UNTRUSTED,
      /** The image was not transferred completely, also because it took too long. */
      INCOMPLETE,
      REGISTRY_BROKEN,
      DISK_FULL,
      OTHER
    }

    private final Reason reason;

    public PullFailed(Reason reason, String message, Throwable cause) {
      super(message, cause);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }
  }

  /** Anything else that the engine has refused. */
  public static final class Refused extends EngineFault {
    private static final long serialVersionUID = 1L;

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }

    public Refused(String message) {
      super(message);
    }
  }
}
