package org.dockermcp.monitor;

import java.util.Map;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.kill.DeadManSwitches;
import org.dockermcp.exec.kill.ProcessTokens;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.sandbox.Reapers;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;

/** Servers that do nothing. */
final class MonitoredServers {
  private MonitoredServers() {}

  static MonitoredServer idle(Engine engine, Spool spool) throws SettingsException {
    ProcessTokens tokens = ProcessTokens.random();
    CommandTerminator terminator =
        new CommandTerminator(tokens, new DeadManSwitches(new EngineResources(engine), tokens));
    return new MonitoredServer(
        Settings.load(Map.of()), engine, Reapers.idle(), terminator, spool, () -> 3, () -> 2);
  }
}
