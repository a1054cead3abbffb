package org.dockermcp.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dockermcp.engine.Archives;
import org.dockermcp.engine.ContainerSpec;
import org.dockermcp.engine.Containers;
import org.dockermcp.engine.EngineDisk;
import org.dockermcp.engine.EngineFacts;
import org.dockermcp.engine.EngineRoutes;
import org.dockermcp.engine.Execs;
import org.dockermcp.engine.Networks;
import org.dockermcp.engine.Volumes;
import org.dockermcp.engine.docker.Engine;
import org.dockermcp.exec.Command;
import org.dockermcp.exec.background.ProcessStop;
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
import org.dockermcp.routes.step.Bracket;
import org.dockermcp.routes.step.Resource;
import org.dockermcp.sandbox.Ownership;
import org.dockermcp.sandbox.PendingRemovals;
import org.dockermcp.sandbox.RemovalOutcome;
import org.dockermcp.sandbox.Sandbox;
import org.dockermcp.sandbox.SandboxProfile;
import org.dockermcp.sandbox.capacity.DiskFloor;
import org.dockermcp.sandbox.capacity.DiskQuota;
import org.dockermcp.sandbox.capacity.DiskWatch;
import org.dockermcp.sandbox.capacity.MemoryShare;
import org.dockermcp.sandbox.image.ImagePolicy;
import org.dockermcp.sandbox.image.ImagePull;
import org.dockermcp.sandbox.image.Images;
import org.dockermcp.sandbox.lease.Leases;
import org.dockermcp.sandbox.lease.ServerRegistry;
import org.dockermcp.sandbox.lifecycle.CaBundle;
import org.dockermcp.sandbox.lifecycle.Cleanup;
import org.dockermcp.sandbox.lifecycle.CreationRetry;
import org.dockermcp.sandbox.lifecycle.EphemeralSandboxes;
import org.dockermcp.sandbox.lifecycle.KeyedLocks;
import org.dockermcp.sandbox.lifecycle.Removals;
import org.dockermcp.sandbox.lifecycle.ReuseSearch;
import org.dockermcp.sandbox.lifecycle.SandboxActivity;
import org.dockermcp.sandbox.lifecycle.SandboxCreation;
import org.dockermcp.sandbox.lifecycle.SandboxHistory;
import org.dockermcp.sandbox.lifecycle.SandboxPlan;
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
import org.dockermcp.tool.ToolCall;
import org.dockermcp.tools.ContainerCreation;
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
  private final DiskFloor floor;
  private final DiskWatch diskWatch;
  private final Spool spool;
  private final Commands commands;
  private final Processes processes;
  private final CommandTerminator terminator;
  private final Leases leases;
  private final SandboxProfile profile;
  private final NetworkLending lending;
  private final SandboxActivity activity;
  private final SandboxHistory history = new SandboxHistory();
  private final PendingRemovals pendingRemovals = new PendingRemovals();
  private final Reaper reaper;
  private final ServerRegistry servers;
  private final Containers containers;
  private final Volumes volumes;
  private final Archives archives;
  private final Networks networks;
  private final DiskQuota diskQuota;

  /**
   * @param engine not closed here
   * @param asked the routes by which the engine is asked
   * @param servers not closed here
   */
  Wiring(Settings settings, Engine engine, EngineRoutes asked, ServerRegistry servers) {
    this.settings = settings;
    this.engine = engine;
    this.servers = servers;
    containers = new Containers(asked);
    volumes = new Volumes(asked);
    archives = new Archives(asked);
    networks = new Networks(asked);
    ownership = new Ownership(Installation.owner(), servers.id());
    EngineFacts facts = new EngineFacts(asked);
    EngineDisk disk = new EngineDisk(asked, facts);
    floor = new DiskFloor(settings, disk);
    diskWatch = new DiskWatch(settings, disk, facts, containers, floor, history::restartedForDisk);
    spool = new Spool(settings.spoolLimit(), settings.maxSpoolBytes());
    ProcessTokens tokens = ProcessTokens.random();
    DeadManSwitches switches = new DeadManSwitches(new Execs(asked), tokens);
    commands = new Commands(settings, tokens, switches, spool);
    processes = new Processes(settings, commands);
    bind("diskFloor", floor);
    diskQuota = new DiskQuota(settings, disk);
    MemoryShare memory = new MemoryShare(settings, ownership, facts::memoryBytes, containers);
    bind("memoryOfNew", Bracket.of(ContainerSpec.class, memory::claim));
    bind("memoryOfStopped", Bracket.of(Sandbox.class, memory::claim));
    terminator = new CommandTerminator(tokens, switches, facts);
    leases = new Leases(servers, settings.idleTtl());
    activity = new SandboxActivity(leases);
    profile = new SandboxProfile(settings);
    lending = new NetworkLending(settings, profile, networks, facts, ownership);
    reaper =
        new Reaper(
            ownership,
            new Reaper.EngineParts(facts::address, containers, volumes, networks),
            lending,
            servers,
            leases,
            pendingRemovals);
    bindSandboxes(asked, facts);
    bindCommands();
  }

  private void bindSandboxes(EngineRoutes asked, EngineFacts facts) {
    Workspaces workspaces = new Workspaces(volumes, ownership);
    SandboxBridge bridge = new SandboxBridge(networks, containers, ownership);
    Sandboxes sandboxes = new Sandboxes(ownership, history, activity);
    CaBundle caBundle = new CaBundle(profile.caBundle(), archives);
    ReuseSearch reuse = new ReuseSearch(profile, ownership, containers, workspaces, history);
    EphemeralSandboxes ephemeral = new EphemeralSandboxes();
    bind("bridge", bridge);
    bind("history", history);
    bind("sandboxes", sandboxes);
    bind("caBundle", caBundle);
    bind("reuse", reuse);
    bind("images", new Images(new ImagePolicy(settings.images())));
    bind("workspaceOpening", new WorkspaceOpening(profile));
    bind(
        "creation",
        new SandboxCreation(
            profile,
            caBundle,
            ownership,
            workspaces,
            bridge,
            new SandboxCreation.Existing(reuse, history, activity, pendingRemovals),
            facts));
    bind("creationRetry", new CreationRetry(diskQuota, bridge));
    bind("removals", new Removals(history, workspaces));
    bind("ephemeralSandboxes", ephemeral);
    bind(
        "callSandboxes",
        Bracket.of(
            ToolCall.class,
            "call",
            call ->
                () ->
                    pendingRemovals.remove(
                        ephemeral.end(call),
                        target -> asked.ask("sandbox-remove", target, RemovalOutcome.class))));
    bind("sandboxRequest", new SandboxRequests(settings, profile));
    bind("engineCheck", new EngineCheck(ownership, settings, floor));
    bind("containerCreation", new ContainerCreation(ephemeral));
    bind("listing", new ContainerListing(ownership, containers, leases, settings));
    bind("cleanup", new Cleanup(ownership, containers, workspaces, sandboxes, history, servers));
    bind("lending", lending);
    bind("reaper", reaper);
    bindLocks(new KeyedLocks());
  }

  private void bindLocks(KeyedLocks locks) {
    bind("imageLock", Bracket.of(ImagePull.class, pull -> locks.acquire(pull.lockKey())));
    bind("recoveryLock", Bracket.of(Sandbox.class, lost -> locks.acquire(lost.lockKey())));
    bind(
        "reuseLock",
        Bracket.of(
            SandboxPlan.class,
            plan -> plan.request().reuse() ? locks.acquire(plan.lockKey()) : () -> {}));
  }

  private void bindCommands() {
    PendingTerminations pending = new PendingTerminations();
    bind("commands", commands);
    bind("pendingTerminations", pending);
    Resource<Command> sandboxInUse = it -> activity.enter(it.sandbox(), it.callId());
    bind(
        "commandInSandbox",
        Bracket.of(Command.class, "command", sandboxInUse.and(diskWatch::watch)));
    bind(
        "exclusiveSandbox",
        Bracket.of(
            org.dockermcp.packages.Installation.class,
            it -> activity.enterExclusively(it.sandbox(), it.request().callId())));
    bind(
        "lentNetwork",
        Bracket.of(
            org.dockermcp.packages.Installation.class,
            it -> lending.lend(it.sandbox(), it.request().callId())));
    Outcomes outcomes = new Outcomes(pending);
    bind("outcomes", outcomes);
    bind("command", new ToolCommands(commands));
    bind("file", new WorkspaceFiles(commands));
    bind("reply", new Replies(outcomes));
    bind("policy", new ArgumentPolicy());
    bind("process", processes);
    bind("processStop", new ProcessStop());
    bind("processThreads", processes.threads());
    bind("output", new OutputReading(spool, settings));
    bind("terminator", terminator);
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
        settings, engine, reaper, terminator, spool, tools::running, tools::waiting);
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
