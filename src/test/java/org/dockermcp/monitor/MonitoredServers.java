package org.dockermcp.monitor;

import java.util.Map;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.exec.run.CommandsFixture;
import org.dockermcp.sandbox.Reapers;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;

/** Servers that do nothing. */
final class MonitoredServers {
  private MonitoredServers() {}

  static MonitoredServer idle(Engine engine, Spool spool) throws SettingsException {
    return new MonitoredServer(
        Settings.load(Map.of()),
        engine,
        Reapers.idle(),
        CommandsFixture.terminator(),
        spool,
        () -> 3,
        () -> 2);
  }
}
