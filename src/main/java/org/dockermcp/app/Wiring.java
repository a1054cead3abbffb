package org.dockermcp.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.engine.docker.EngineDisk;
import org.dockermcp.engine.docker.EngineFacts;
import org.dockermcp.engine.docker.EngineResources;
import org.dockermcp.exec.background.Processes;
import org.dockermcp.exec.kill.CommandTerminator;
import org.dockermcp.exec.kill.DeadManSwitches;
import org.dockermcp.exec.kill.PendingTerminations;
import org.dockermcp.exec.kill.ProcessTokens;
import org.dockermcp.exec.output.OutputReading;
import org.dockermcp.exec.output.Spool;
import org.dockermcp.exec.run.Commands;
import org.dockermcp.exec.run.Outcomes;
import org.dockermcp.files.WorkspaceFiles;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.monitor.MonitoredServer;
import org.dockermcp.packages.InstallRequests;
import org.dockermcp.packages.PackageDetection;
import org.dockermcp.packages.PackageInstaller;
import org.dockermcp.packages.manager.PackageManagers;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.capacity.DiskFloor;
import org.dockermcp.sandbox.capacity.DiskQuota;
import org.dockermcp.sandbox.capacity.DiskWatch;
import org.dockermcp.sandbox.capacity.MemoryShare;
import org.dockermcp.sandbox.image.ImagePolicy;
import org.dockermcp.sandbox.image.Images;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.sandbox.lifecycle.CaBundle;
import org.dockermcp.sandbox.lifecycle.Cleanup;
import org.dockermcp.sandbox.lifecycle.EphemeralSandboxes;
import org.dockermcp.sandbox.lifecycle.KeyedLocks;
import org.dockermcp.sandbox.lifecycle.SandboxActivity;
import org.dockermcp.sandbox.lifecycle.SandboxCreation;
import org.dockermcp.sandbox.lifecycle.SandboxHistory;
import org.dockermcp.sandbox.lifecycle.Sandboxes;
import org.dockermcp.sandbox.lifecycle.WorkspaceOpening;
import org.dockermcp.sandbox.lifecycle.Workspaces;
import org.dockermcp.sandbox.network.NetworkLending;
import org.dockermcp.sandbox.network.SandboxBridge;
import org.dockermcp.sandbox.reap.Reaper;
import org.dockermcp.settings.Settings;
import org.dockermcp.steps.ArgumentPolicy;
import org.dockermcp.steps.Replies;
import org.dockermcp.steps.SandboxRequests;
import org.dockermcp.steps.ToolCommands;
import org.dockermcp.tools.ContainerListing;
import org.dockermcp.tools.EngineCheck;

/**
 * The objects that routes name, made once; every generation of the routes shares them.
 *
 * <p>Does not speak to the engine before a route does.
 */
final class Wiring implements AutoCloseable {
  private final Map<String, Object> byName = new LinkedHashMap<>();
  private final Settings settings;
  private final Engine engine;
  private final Ownership ownership;
  private final EngineResources resources;
  private final DiskFloor floor;
  private final DiskWatch diskWatch;
  private final Spool spool;
  private final Commands commands;
  private final Processes processes;
  private final CommandTerminator endings;
  private final Leases leases;
  private final SandboxProfile profile;
  private final NetworkLending lending;
  private final Reaper reaper;

  /**
   * @param engine not closed here
   * @param servers not closed here
   */
  Wiring(Settings settings, Engine engine, ServerRegistry servers) {
    this.settings = settings;
    this.engine = engine;
    ownership = new Ownership(Installation.owner(), servers.id());
    resources = new EngineResources(engine);
    EngineFacts facts = new EngineFacts(engine);
    EngineDisk disk = new EngineDisk(engine, facts);
    floor = new DiskFloor(settings, disk);
    diskWatch = new DiskWatch(settings, disk, resources, floor);
    spool = new Spool(settings.spoolLimit(), settings.maxSpoolBytes());
    ProcessTokens marks = ProcessTokens.random();
    DeadManSwitches lifelines = new DeadManSwitches(resources, marks);
    commands = new Commands(settings, marks, spool);
    processes = new Processes(settings, commands);
    bind("diskWatch", diskWatch);
    bind("diskFloor", floor);
    bind("diskQuota", new DiskQuota(settings, disk));
    bind("memoryShare", new MemoryShare(settings, ownership, facts));
    endings = new CommandTerminator(marks, lifelines);
    leases = new Leases(servers, settings.idleTtl());
    profile = new SandboxProfile(settings);
    lending = new NetworkLending(settings, profile, resources, ownership);
    reaper = new Reaper(ownership, resources, lending, servers, leases);
    bind("lifelines", lifelines);
    bindSandboxes();
    bindCommands();
  }

  private void bindSandboxes() {
    Workspaces workspaces = new Workspaces(resources, ownership);
    SandboxBridge bridge = new SandboxBridge(resources, ownership);
    SandboxHistory known = new SandboxHistory();
    CaBundle bundle = new CaBundle(profile.caBundle(), resources);
    bind("bridge", bridge);
    bind("known", known);
    bind("sandboxes", new Sandboxes(ownership, known));
    bind("images", new Images(new ImagePolicy(settings.images())));
    bind("locks", new KeyedLocks());
    bind("activity", new SandboxActivity(leases));
    bind("workspaceOpening", new WorkspaceOpening(profile));
    bind("creation", new SandboxCreation(profile, bundle, ownership, workspaces, bridge));
    bind("opening", new SandboxRequests(settings, profile));
    bind("throwaways", new EphemeralSandboxes());
    bind("engineCheck", new EngineCheck(engine, ownership, settings, floor));
    bind("listing", new ContainerListing(ownership, leases, settings));
    bind("cleanup", new Cleanup(ownership, resources, workspaces, known));
    bind("lending", lending);
    bind("reaper", reaper);
  }

  private void bindCommands() {
    PendingTerminations stragglers = new PendingTerminations();
    bind("commands", commands);
    bind("stragglers", stragglers);
    Outcomes outcomes = new Outcomes(resources, stragglers);
    bind("outcomes", outcomes);
    bind("command", new ToolCommands(commands));
    bind("file", new WorkspaceFiles(commands));
    bind("reply", new Replies(outcomes));
    bind("policy", new ArgumentPolicy());
    bind("processes", processes);
    bind("processThreads", processes.threads());
    bind("outputReading", new OutputReading(spool, settings));
    bind("endings", endings);
    bind("detection", new PackageDetection(commands));
    bind("installer", new PackageInstaller(commands));
  }

  private void bind(String name, Object bean) {
    byName.put(name, bean);
  }

  /**
   * All of them by their names.
   *
   * @param managers of the folder whose routes name them
   */
  Map<String, Object> byName(PackageManagers managers) {
    Map<String, Object> all = new LinkedHashMap<>(byName);
    all.put("installRequest", new InstallRequests(commands, managers));
    return Collections.unmodifiableMap(all);
  }

  /** What metrics and health are read from. */
  MonitoredServer monitored(McpTools tools) {
    return new MonitoredServer(
        settings, engine, reaper, endings, spool, tools::running, tools::waiting);
  }

  /** Ends the background processes and the watching of disks; routes still work. */
  void end() {
    processes.close();
    diskWatch.close();
  }

  /** Lets go of the outputs that are kept; after the routes have been stopped. */
  @Override
  public void close() {
    spool.close();
  }
}
