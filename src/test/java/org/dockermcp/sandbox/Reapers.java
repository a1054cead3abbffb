package org.dockermcp.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dockermcp.engine.Engine;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.lease.Leases;
import org.dockermcp.lease.Servers;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;

/** A reaper for tests that only read what it tells. */
public final class Reapers {
  private Reapers() {}

  /** One that has never looked. */
  public static Reaper idle() throws SettingsException {
    Settings settings = Settings.load(Map.of());
    Ownership ownership = new Ownership("0", "0");
    EngineResources resources = new EngineResources(new Engine(Map.of()));
    Servers servers = new Servers(Path.of("nowhere"));
    return new Reaper(
        ownership,
        resources,
        new NetworkLending(settings, new SandboxProfile(settings), resources, ownership),
        servers,
        new Leases(servers, Duration.ZERO));
  }
}
