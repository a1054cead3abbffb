/**
 * Sandboxes: containers that this server made, and what may be done to them.
 *
 * <p>Texts of callers are parsed once into types that cannot be wrong ({@link
 * org.dockermcp.sandbox.ImageReference}, {@link org.dockermcp.sandbox.SandboxName}, {@link
 * org.dockermcp.sandbox.SandboxRef}, {@link org.dockermcp.sandbox.SessionId}, {@link
 * org.dockermcp.sandbox.SandboxEnvironment}). Labels say what is ours and whose it is ({@link
 * org.dockermcp.sandbox.Labels}, {@link org.dockermcp.sandbox.Ownership}), never a name; names in
 * the engine, of which each is given only once, are a principal's own ({@code Namespace}). {@link
 * org.dockermcp.sandbox.SandboxProfile} turns the operator's settings, tightened by the caller's
 * {@link org.dockermcp.sandbox.Limits}, into what every sandbox may use and do.
 *
 * <p>The packages below have one concern each: {@code lifecycle} finds, creates, reuses, recreates
 * and removes sandboxes; {@code image} resolves and pulls images; {@code network} and {@code
 * capacity} keep them apart and within bounds; {@code lease} tells the installation's servers of
 * each other; {@code reap} removes what nobody will use again.
 */
@NullMarked
package org.dockermcp.sandbox;

import org.jspecify.annotations.NullMarked;
