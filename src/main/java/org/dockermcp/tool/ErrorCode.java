package org.dockermcp.tool;

/** The closed list of reasons that a call can fail for, as clients see them. */
public enum ErrorCode {
  INVALID_ARGUMENT,
  NOT_FOUND,
  NOT_MANAGED,
  DENIED,
  IMAGE_UNAVAILABLE,
  NO_PACKAGE_MANAGER,
  INSTALL_FAILED,
  TIMED_OUT,
  CANCELLED,
  BUSY,
  ENGINE_UNAVAILABLE,
  ENGINE_LOST,
  INTERNAL
}
