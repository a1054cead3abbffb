package org.dockermcp.engine;

/** The engine no longer knows an exec that it had begun: it, or the container, is another now. */
public final class ExecForgottenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExecForgottenException(Throwable cause) {
    super("the engine knows nothing of it any more", cause);
  }
}
