package org.dockermcp.mcp.modern;

import com.fasterxml.jackson.databind.JsonNode;
import org.dockermcp.mcp.call.Notifier;

/**
 * A request of this era.
 *
 * @param id a string or an integer
 * @param params an object, null or missing
 * @param notifier sends what belongs to this request, as long as it is not answered or cancelled
 */
public record ModernRequest(JsonNode id, String method, JsonNode params, Notifier notifier) {}
