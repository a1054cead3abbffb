/**
 * The routes while the server runs: each edit of the folder is a transaction.
 *
 * <p>A sound state of the folder becomes a {@link org.dockermcp.routes.live.Generation}: a Camel
 * context of its own over the same beans, started whole beside the one that calls take. What is
 * wrong with it is so found out where it harms nothing. {@link
 * org.dockermcp.routes.live.LiveRoutes} then moves one pointer: calls that come after it take the
 * new generation, those at work end on the old one, which is stopped when nothing is at work in it
 * any more. There is no moment in which a call finds no route, and nothing to roll back. Routes
 * that begin by themselves, such as a timer's, run in one generation at a time. {@link
 * org.dockermcp.routes.live.FolderWatch} notices edits, {@link
 * org.dockermcp.routes.live.ReloadReport} tells what became of one.
 *
 * <p>A tool is offered exactly while its route is started, so what stops a route, over JMX for
 * example, takes its tool away.
 */
@NullMarked
package org.dockermcp.routes.live;

import org.jspecify.annotations.NullMarked;
