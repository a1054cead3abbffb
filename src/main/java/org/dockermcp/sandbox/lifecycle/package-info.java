/**
 * Creates, finds, reuses, recreates and removes sandboxes; the steps of {@code lib/sandbox}.
 *
 * <p>{@link org.dockermcp.sandbox.lifecycle.Sandboxes} finds the sandbox that a call names, {@link
 * org.dockermcp.sandbox.lifecycle.SandboxCreation} plans a new one, {@link
 * org.dockermcp.sandbox.lifecycle.SandboxHistory} remembers those of sessions, so that one which
 * was removed by others can be recreated on its volume. {@link
 * org.dockermcp.sandbox.lifecycle.SandboxActivity} counts what runs in each, and {@link
 * org.dockermcp.sandbox.lifecycle.EphemeralSandboxes} belong to one call and end with it.
 */
@NullMarked
package org.dockermcp.sandbox.lifecycle;

import org.jspecify.annotations.NullMarked;
