package org.dockermcp.monitor;

import java.util.function.IntSupplier;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.sandbox.reap.Reaper;
import org.dockermcp.settings.Settings;

/**
 * The parts of a running server that metrics and health are read from.
 *
 * @param running how many calls run
 * @param queued how many calls are queued
 */
public record MonitoredServer(
    Settings settings,
    Engine engine,
    Reaper reaper,
    CommandTerminator terminator,
    Spool spool,
    IntSupplier running,
    IntSupplier queued) {}
