package org.dockermcp.tool;

/** The closed list of reasons that a call can fail for, as clients see them. */
public enum ErrorCode {
  INVALID_ARGUMENT,
  NOT_FOUND,
  /**
   * Reserved: what this server does not manage is answered as {@link #NOT_FOUND}, since a code of
   * its own would tell that it exists.
   */
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
