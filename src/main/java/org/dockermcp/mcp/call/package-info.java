/**
 * Tool calls of clients, whichever era of MCP they speak.
 *
 * <p>{@link org.dockermcp.mcp.call.ToolCalls} turns the parameters of a {@code tools/call} into a
 * {@link org.dockermcp.tool.ToolCall} that {@link org.dockermcp.mcp.call.FairCallQueue} runs when
 * it is its turn; {@link org.dockermcp.mcp.call.ProgressPacer} bounds how often its client hears of
 * it. {@link org.dockermcp.mcp.call.ToolListing} and {@link org.dockermcp.mcp.call.CallAnswer} are
 * the parts of answers that both eras share. Knows no SDK.
 */
@NullMarked
package org.dockermcp.mcp.call;

import org.jspecify.annotations.NullMarked;
