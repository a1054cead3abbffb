/**
 * What a tool is and what one call of it is, for every client protocol and every engine.
 *
 * <p>A tool is two files in the routes folder: {@code <name>.tool.yaml}, read into a {@link
 * org.dockermcp.tool.ToolSpec}, and {@code <name>.camel.yaml}, whose route has the tool's name. A
 * call enters as a {@link org.dockermcp.tool.ToolCall} and leaves as a {@link
 * org.dockermcp.tool.ToolReply}; in between, the tool's route turns it into a {@link
 * org.dockermcp.tool.ToolResult} or throws a {@link org.dockermcp.tool.ToolFailure}. {@link
 * org.dockermcp.dispatch.ToolDispatcher} checks what comes in and maps what goes out; nothing else
 * maps failures.
 */
@NullMarked
package org.dockermcp.tool;

import org.jspecify.annotations.NullMarked;
