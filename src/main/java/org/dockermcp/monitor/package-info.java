/**
 * What operators can see of a running server: JMX, Camel's command line, and a loopback port.
 *
 * <p>{@link org.dockermcp.monitor.Monitor} is told of each generation of the routes and shows the
 * live one: its MBeans ({@link org.dockermcp.monitor.PlatformBeans}), its files for the {@code
 * camel} command line ({@link org.dockermcp.monitor.CliConnection}), its consoles and health
 * ({@link org.dockermcp.monitor.MonitorPort}). What is counted is counted where it happens, in
 * plain numbers that live as long as the process; {@link org.dockermcp.monitor.Readings} gives each
 * a name once, for JMX and for Prometheus alike. Nothing here asks the engine but the health page,
 * and that within a bound. May read all; nobody reads it.
 */
@NullMarked
package org.dockermcp.monitor;

import org.jspecify.annotations.NullMarked;
