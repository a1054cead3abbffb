package org.dockermcp.engine;

/** The old name of {@link EngineFault.Lost}. */
public final class EngineLostException extends EngineFault.Lost {
  private static final long serialVersionUID = 1L;

  public EngineLostException(String message) {
    super(message);
  }

  public EngineLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
