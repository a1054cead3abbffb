/**
 * Starts, wires and stops a server.
 *
 * <p>{@link org.dockermcp.app.Server} owns the engine connection, the beans and the live routes,
 * and closes them in the reverse order. {@link org.dockermcp.app.Wiring} makes every bean that a
 * route may name, once, for all generations of the routes. {@link org.dockermcp.app.Installation}
 * says where the installation lies and who owns what it creates. Imported by {@code cli} alone.
 */
@NullMarked
package org.dockermcp.app;

import org.jspecify.annotations.NullMarked;
