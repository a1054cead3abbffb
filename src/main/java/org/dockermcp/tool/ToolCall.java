package org.dockermcp.tool;

/**
 * One call of one tool.
 *
 * @param id of this call, unique in the process, fit for logs and labels
 * @param tool the tool's name
 * @param arguments as the client sent them
 * @param progress where to tell how far the call is
 */
public record ToolCall(String id, String tool, Arguments arguments, Progress progress) {}
