package org.dockermcp.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import org.dockermcp.dispatch.AnswerSchema;
import org.dockermcp.dispatch.ToolCatalogue;
import org.dockermcp.dispatch.Tools;
import org.dockermcp.tool.ToolSpec;
import org.jspecify.annotations.Nullable;

/** The answer to {@code tools/list}: the tools that can be called now; safe for many threads. */
final class ToolListing {
  private final Tools tools;
  private volatile @Nullable Listed last;

  private record Listed(ToolCatalogue catalogue, ListToolsResult result) {}

  ToolListing(Tools tools) {
    this.tools = tools;
  }

  /** All of them on one page, in the catalogue's order. */
  ListToolsResult result() {
    ToolCatalogue now = tools.offered();
    Listed known = last;
    if (known == null || known.catalogue() != now) {
      known =
          new Listed(
              now,
              ListToolsResult.builder(now.specs().stream().map(ToolListing::tool).toList())
                  .build());
      last = known;
    }
    return known.result();
  }

  private static McpSchema.Tool tool(ToolSpec spec) {
    ToolSpec.Hints hints = spec.annotations();
    return McpSchema.Tool.builder(spec.name(), ToolSpec.asMap(spec.inputSchema()))
        .title(spec.title())
        .description(spec.description())
        .outputSchema(ToolSpec.asMap(AnswerSchema.of(spec)))
        .annotations(
            McpSchema.ToolAnnotations.builder()
                .title(spec.title())
                .readOnlyHint(hints.readOnlyHint())
                .destructiveHint(hints.destructiveHint())
                .idempotentHint(hints.idempotentHint())
                .openWorldHint(hints.openWorldHint())
                .build())
        .build();
  }
}
