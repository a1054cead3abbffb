package org.dockermcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The answer to a call, for any protocol.
 *
 * @param text for reading, with no control characters but line ends and tabs
 * @param structured for programs; on failure an {@code error} object, beside what was achieved
 * @param failed whether the tool failed; a program that fails inside a sandbox is no failure
 */
public record ToolReply(String text, ObjectNode structured, boolean failed) {}
