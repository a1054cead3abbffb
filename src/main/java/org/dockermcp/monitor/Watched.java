package org.dockermcp.monitor;

import java.util.function.IntSupplier;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.sandbox.reap.Reaper;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.CallCounts;

/**
 * The parts of a running server that are watched.
 *
 * @param running how many calls run
 * @param waiting how many wait for a place
 */
public record Watched(
    Settings settings,
    Engine engine,
    Reaper reaper,
    CommandTerminator endings,
    Spool spool,
    CallCounts calls,
    IntSupplier running,
    IntSupplier waiting) {}
