package org.dockermcp.mcp.call;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dockermcp.tool.Json;
import org.dockermcp.tool.ToolReply;

/** The result of a {@code tools/call}, as both eras have it. */
public final class CallAnswer {
  private CallAnswer() {}

  /** The result that a reply makes: its text, its pictures and its structured content. */
  public static ObjectNode of(ToolReply reply) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    ArrayNode content = result.putArray("content");
    content.addObject().put("type", "text").put("text", reply.text());
    reply
        .pictures()
        .forEach(
            picture ->
                content
                    .addObject()
                    .put("type", "image")
                    .put("data", picture.base64())
                    .put("mimeType", picture.mimeType()));
    result.put("isError", reply.failed());
    return result.set("structuredContent", reply.structured());
  }
}
