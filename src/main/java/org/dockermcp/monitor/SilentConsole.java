package org.dockermcp.monitor;

import java.util.Map;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonObject;

/** Stands in for one of Camel's consoles that shows what callers sent, or costs every call. */
final class SilentConsole extends AbstractDevConsole {
  SilentConsole(String id) {
    super("camel", id, id, "off");
  }

  @Override
  protected String doCallText(Map<String, Object> options) {
    return "";
  }

  @Override
  protected JsonObject doCallJson(Map<String, Object> options) {
    return new JsonObject();
  }
}
