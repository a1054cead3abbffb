package org.dockermcp.engine;

/** No engine answers; the message says what was tried. */
public final class EngineUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EngineUnavailableException(String message) {
    super(message);
  }
}
