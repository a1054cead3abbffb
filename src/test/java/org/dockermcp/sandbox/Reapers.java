package org.dockermcp.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.engine.Networks;
import org.dockermcp.engine.Volumes;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.sandbox.network.NetworkLending;
import org.dockermcp.sandbox.reap.Reaper;
import org.dockermcp.settings.Settings;
import org.dockermcp.settings.SettingsException;

/** A reaper for tests that only read what it tells. */
public final class Reapers {
  private Reapers() {}

  /** One that has never looked. */
  public static Reaper idle() throws SettingsException {
    Settings settings = Settings.load(Map.of());
    Ownership ownership = new Ownership("0", "0");
    EngineRoutes routes = new AnsweringRoutes();
    ServerRegistry servers = new ServerRegistry(Path.of("nowhere"));
    return new Reaper(
        ownership,
        new Reaper.EngineParts(
            () -> "", new Containers(routes), new Volumes(routes), new Networks(routes)),
        new NetworkLending(
            settings,
            new SandboxProfile(settings),
            new Networks(routes),
            new EngineFacts(routes),
            ownership),
        servers,
        new Leases(servers, Duration.ZERO),
        new PendingRemovals());
  }
}
