package org.dockermcp.engine;

/** The old name of {@link EngineFault.ExecForgotten}. */
public final class ExecForgottenException extends EngineFault.ExecForgotten {
  private static final long serialVersionUID = 1L;

  public ExecForgottenException(Throwable cause) {
    super(cause);
  }
}
