/**
 * Sandboxes: containers that this server made, and what may be done to them.
 *
 * <p>Texts of callers are parsed once into types that cannot be wrong ({@link
 * org.dockermcp.sandbox.ImageReference}, {@link org.dockermcp.sandbox.SandboxName}, {@link
 * org.dockermcp.sandbox.SessionId}, {@link org.dockermcp.sandbox.SandboxEnvironment}). {@link
 * org.dockermcp.sandbox.SandboxProfile} turns the operator's settings, tightened by the caller's
 * {@link org.dockermcp.sandbox.Limits}, into the one {@code HostConfig} that every sandbox gets.
 * {@link org.dockermcp.sandbox.Sandboxes} reads ownership from an inspect, on every access: labels
 * say what is ours, never a name; {@link org.dockermcp.sandbox.Workspaces} and {@link
 * org.dockermcp.sandbox.SandboxBridge} do so for volumes and the network, and {@link
 * org.dockermcp.sandbox.ImagePolicy} says which images may be used. {@link
 * org.dockermcp.sandbox.KnownSandboxes} remembers those of sessions, so that one which others
 * stopped or removed goes on at the next call, which is told so ({@link
 * org.dockermcp.sandbox.Revival}). {@link org.dockermcp.sandbox.Reaper} removes what nobody will
 * use again; what that is, {@code Fates} decides. {@link org.dockermcp.sandbox.MemoryShare} lets no
 * more run than the operator's share of the memory allows, {@link org.dockermcp.sandbox.DiskFloor}
 * keeps room on the engine's disk, and {@link org.dockermcp.sandbox.DiskQuota} has the engine bound
 * a container's own files where it can. The remaining classes are the steps of the routes that
 * create, list and clean up. May import {@code lease}, {@code engine}, {@code tool} and {@code
 * settings}.
 */
@NullMarked
package org.dockermcp.sandbox;

import org.jspecify.annotations.NullMarked;
