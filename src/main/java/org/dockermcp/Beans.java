package org.dockermcp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockermcp.command.Commands;
import org.dockermcp.command.DiskWatch;
import org.dockermcp.command.Endings;
import org.dockermcp.command.Lifelines;
import org.dockermcp.command.Marks;
import org.dockermcp.command.Outcomes;
import org.dockermcp.command.OutputReading;
import org.dockermcp.command.Replies;
import org.dockermcp.command.Spool;
import org.dockermcp.command.Stragglers;
import org.dockermcp.command.ToolCommands;
import org.dockermcp.command.WorkspaceFiles;
import org.dockermcp.engine.Engine;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineResources;
import org.dockermcp.lease.Leases;
import org.dockermcp.lease.Servers;
import org.dockermcp.mcp.McpTools;
import org.dockermcp.monitor.Watched;
import org.dockermcp.packages.PackageDetection;
import org.dockermcp.packages.PackageInstallation;
import org.dockermcp.packages.PackageOrders;
import org.dockermcp.process.Processes;
import org.dockermcp.sandbox.CaBundle;
import org.dockermcp.sandbox.Cleanup;
import org.dockermcp.sandbox.ContainerListing;
import org.dockermcp.sandbox.DiskFloor;
import org.dockermcp.sandbox.DiskQuota;
import org.dockermcp.sandbox.EngineCheck;
import org.dockermcp.sandbox.ImagePolicy;
import org.dockermcp.sandbox.Images;
import org.dockermcp.sandbox.KeyedLocks;
import org.dockermcp.sandbox.KnownSandboxes;
import org.dockermcp.sandbox.MemoryShare;
import org.dockermcp.sandbox.NetworkLending;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.Reaper;
import org.dockermcp.sandbox.SandboxActivity;
import org.dockermcp.sandbox.SandboxBridge;
import org.dockermcp.sandbox.SandboxCreation;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.SandboxRequests;
import org.dockermcp.sandbox.Sandboxes;
import org.dockermcp.sandbox.Throwaways;
import org.dockermcp.sandbox.WorkspaceOpening;
import org.dockermcp.sandbox.Workspaces;
import org.dockermcp.settings.Settings;
import org.dockermcp.tool.ArgumentPolicy;

/**
 * The objects that routes name, made once; every generation of the routes shares them.
 *
 * <p>Does not speak to the engine before a route does.
 */
final class Beans implements AutoCloseable {
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
  private final Endings endings;
  private final Leases leases;
  private final SandboxProfile profile;
  private final NetworkLending lending;
  private final Reaper reaper;

  /**
   * @param engine not closed here
   * @param servers not closed here
   */
  Beans(Settings settings, Engine engine, Servers servers) {
    this.settings = settings;
    this.engine = engine;
    ownership = new Ownership(Home.owner(), servers.id());
    resources = new EngineResources(engine);
    EngineFacts facts = new EngineFacts(engine);
    EngineDisk disk = new EngineDisk(engine, facts);
    floor = new DiskFloor(settings, disk);
    diskWatch = new DiskWatch(settings, disk, resources, floor);
    spool = new Spool(settings.spoolLimit(), settings.maxSpoolBytes());
    Marks marks = Marks.random();
    Lifelines lifelines = new Lifelines(resources, marks);
    commands = new Commands(settings, marks, spool);
    processes = new Processes(settings, commands);
    bind("diskWatch", diskWatch);
    bind("diskFloor", floor);
    bind("diskQuota", new DiskQuota(settings, disk));
    bind("memoryShare", new MemoryShare(settings, ownership, facts));
    endings = new Endings(marks, lifelines);
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
    KnownSandboxes known = new KnownSandboxes();
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
    bind("throwaways", new Throwaways());
    bind("engineCheck", new EngineCheck(engine, ownership, settings, floor));
    bind("listing", new ContainerListing(ownership, leases, settings));
    bind("cleanup", new Cleanup(ownership, resources, workspaces, known));
    bind("lending", lending);
    bind("reaper", reaper);
  }

  private void bindCommands() {
    Stragglers stragglers = new Stragglers();
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
    bind("packages", new PackageOrders(commands));
    bind("endings", endings);
    bind("detection", new PackageDetection(commands));
    bind("installation", new PackageInstallation(commands));
  }

  private void bind(String name, Object bean) {
    byName.put(name, bean);
  }

  /** All of them by their names. */
  Map<String, Object> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /** What of a server can be watched. */
  Watched watched(McpTools tools) {
    return new Watched(
        settings, engine, reaper, endings, spool, tools.counts(), tools::running, tools::waiting);
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
