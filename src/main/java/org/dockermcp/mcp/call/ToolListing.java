package org.dockermcp.mcp.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dockermcp.dispatch.AnswerSchema;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolSpec;
import org.jspecify.annotations.Nullable;

/** The answer to {@code tools/list}: the tools that can be called now; safe for many threads. */
public final class ToolListing {
  private final Tools tools;
  private volatile @Nullable Listed last;

  private record Listed(ToolCatalogue catalogue, ArrayNode tools) {}

  public ToolListing(Tools tools) {
    this.tools = tools;
  }

  /** All of them on one page, in the catalogue's order; the caller's own, but not what is in it. */
  public ObjectNode result() {
    ToolCatalogue now = tools.offered();
    Listed known = last;
    if (known == null || known.catalogue() != now) {
      ArrayNode all = Json.MAPPER.createArrayNode();
      now.specs().forEach(spec -> all.add(tool(spec)));
      known = new Listed(now, all);
      last = known;
    }
    return Json.MAPPER.createObjectNode().set("tools", known.tools());
  }

  private static ObjectNode tool(ToolSpec spec) {
    ObjectNode tool =
        Json.MAPPER
            .createObjectNode()
            .put("name", spec.name())
            .put("title", spec.title())
            .put("description", spec.description());
    tool.set("inputSchema", spec.inputSchema());
    tool.set("outputSchema", AnswerSchema.of(spec));
    ToolSpec.Hints hints = spec.annotations();
    tool.putObject("annotations")
        .put("title", spec.title())
        .put("readOnlyHint", hints.readOnlyHint())
        .put("destructiveHint", hints.destructiveHint())
        .put("idempotentHint", hints.idempotentHint())
        .put("openWorldHint", hints.openWorldHint());
    return tool;
  }
}
