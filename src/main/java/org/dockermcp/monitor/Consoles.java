package org.dockermcp.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonObject;

/** The consoles of one generation of the routes. */
final class Consoles {
  /** They keep every message, or hear of every step of every call. */
  private static final List<String> SILENT = List.of("event", "message-history");

  private final CamelContext camel;

  Consoles(CamelContext camel) {
    this.camel = camel;
  }

  private Optional<DevConsoleRegistry> registry() {
    return Optional.ofNullable(
        camel.getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class));
  }

  /**
   * Leaves out what is not to be shown to anybody, or costs too much, before the context is
   * started.
   */
  void silence() {
    registry()
        .ifPresent(
            registry -> {
              SILENT.forEach(id -> registry.register(new SilentConsole(id)));
              registry.register(new QuickRouteConsole());
            });
  }

  private Optional<DevConsole> console(String id) {
    return registry().map(registry -> registry.resolveById(id));
  }

  /** What one tells as an object; empty when there is none of that name. */
  Optional<JsonObject> json(String id, Map<String, Object> options) {
    return console(id)
        .filter(console -> console.supportMediaType(MediaType.JSON))
        .map(console -> (JsonObject) console.call(MediaType.JSON, options));
  }

  /** What one tells as text; empty when there is none of that name. */
  Optional<String> text(String id) {
    return console(id)
        .filter(console -> console.supportMediaType(MediaType.TEXT))
        .map(console -> String.valueOf(console.call(MediaType.TEXT)));
  }
}
