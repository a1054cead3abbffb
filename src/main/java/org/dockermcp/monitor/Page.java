package org.dockermcp.monitor;

/**
 * An answer over HTTP.
 *
 * @param status of HTTP
 * @param type the media type, without a character set
 */
record Page(int status, String type, String body) {

  static Page text(int status, String text) {
    return new Page(status, "text/plain", text + "\n");
  }

  static Page json(int status, String json) {
    return new Page(status, "application/json", json + "\n");
  }
}
