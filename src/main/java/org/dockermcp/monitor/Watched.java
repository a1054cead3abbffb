package org.dockermcp.monitor;

import java.util.function.IntSupplier;
import org.dockermcp.command.Endings;
import org.dockermcp.command.Spool;
import org.dockermcp.engine.Engine;
import org.dockermcp.sandbox.Reaper;
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
    Endings endings,
    Spool spool,
    CallCounts calls,
    IntSupplier running,
    IntSupplier waiting) {}
