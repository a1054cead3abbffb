/**
 * Sandboxes: containers that this server made, and what may be done to them.
 *
 * <p>Texts of callers are parsed once into types that cannot be wrong ({@link
 * org.dockermcp.sandbox.ImageReference}, {@link org.dockermcp.sandbox.SandboxName}, {@link
 * org.dockermcp.sandbox.SessionId}, {@link org.dockermcp.sandbox.SandboxEnvironment}). {@link
 * org.dockermcp.sandbox.SandboxProfile} turns the operator's settings, tightened by the caller's
 * {@link org.dockermcp.sandbox.Limits}, into the one {@code HostConfig} that every sandbox gets.
 * {@link org.dockermcp.sandbox.lifecycle.Sandboxes} reads ownership from an inspect, on every
 * access: labels say what is ours, never a name; {@link org.dockermcp.sandbox.lifecycle.Workspaces}
 * and {@link org.dockermcp.sandbox.network.SandboxBridge} do so for volumes and the network, and
 * {@link org.dockermcp.sandbox.image.ImagePolicy} says which images may be used. {@link
 * org.dockermcp.sandbox.lifecycle.SandboxHistory} remembers those of sessions, so that one which
 * others stopped or removed goes on at the next call, which is told so ({@link
 * org.dockermcp.sandbox.SandboxRecovery}). {@link org.dockermcp.sandbox.reap.Reaper} removes what
 * nobody will use again; what that is, {@code Fates} decides. {@link
 * org.dockermcp.sandbox.capacity.MemoryShare} lets no more run than the operator's share of the
 * memory allows, {@link org.dockermcp.sandbox.capacity.DiskFloor} keeps room on the engine's disk,
 * and {@link org.dockermcp.sandbox.capacity.DiskQuota} has the engine bound a container's own files
 * where it can. The remaining classes are the steps of the routes that create, list and clean up.
 */
@NullMarked
package org.dockermcp.sandbox;

import org.jspecify.annotations.NullMarked;
