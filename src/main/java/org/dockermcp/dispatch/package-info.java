/**
 * Takes a tool call from any protocol and returns its reply.
 *
 * <p>{@link org.dockermcp.dispatch.ToolDispatcher} checks the arguments against the tool's schema
 * ({@link org.dockermcp.dispatch.ArgumentCheck}), and maps the result or the exception of the
 * tool's route to one reply ({@link org.dockermcp.dispatch.AnswerCheck}); nothing else maps
 * failures. {@link org.dockermcp.dispatch.ToolCatalogue} is the set of tools that are listed at a
 * moment, {@link org.dockermcp.dispatch.ToolFileCheck} holds a tool file against its schema.
 */
@NullMarked
package org.dockermcp.dispatch;

import org.jspecify.annotations.NullMarked;
