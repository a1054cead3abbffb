package org.dockermcp.mcp.call;

import org.dockermcp.dispatch.Tools;

/**
 * What a client is served, in whichever era it speaks.
 *
 * @param name of this server, told to clients
 * @param version of this server, told to clients
 * @param tools that can be called now
 * @param listing of these tools
 * @param calls of these tools
 */
public record ToolService(
    String name, String version, Tools tools, ToolListing listing, ToolCalls calls) {}
