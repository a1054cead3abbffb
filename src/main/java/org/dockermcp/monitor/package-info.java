/**
 * What operators can see of a running server: metrics, health, JMX, Camel's command line.
 *
 * <p>{@link org.dockermcp.monitor.Monitor} makes the one registry that all parts record their
 * metrics with, and follows the generations of the routes. Metrics of a part that does not record
 * them itself are read by {@link org.dockermcp.monitor.ServerMetrics}. The registry is shown over
 * JMX ({@link org.dockermcp.monitor.MetricsBean}) and, on the monitor's port ({@link
 * org.dockermcp.monitor.MonitorPort}), as a scrape. Health is that of Camel's health checks, to
 * which {@link org.dockermcp.monitor.EngineHealthCheck} adds the engine; Camel's MBeans are its own
 * ({@link org.dockermcp.monitor.CamelManagement}), and so is the connector of its command line
 * ({@link org.dockermcp.monitor.CliConnection}). Only the health check asks the engine anything.
 * May read all packages; only the start of the server reads this one.
 */
@NullMarked
package org.dockermcp.monitor;

import org.jspecify.annotations.NullMarked;
