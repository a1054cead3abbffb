package org.dockermcp.engine;

/** The old name of {@link EngineFault.Unavailable}. */
public final class EngineUnavailableException extends EngineFault.Unavailable {
  private static final long serialVersionUID = 1L;

  public EngineUnavailableException(String message) {
    super(message);
  }

  public EngineUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
