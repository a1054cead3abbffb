/**
 * Creates, finds, reuses, recreates and removes sandboxes; the steps of {@code lib/sandbox}.
 *
 * <p>{@link org.dockermcp.sandbox.lifecycle.Sandboxes} finds the sandbox that a call names, {@link
 * org.dockermcp.sandbox.lifecycle.ReuseSearch} one that does for a request, {@link
 * org.dockermcp.sandbox.lifecycle.SandboxCreation} plans a new one and {@link
 * org.dockermcp.sandbox.lifecycle.CreationRetry} decides whether a failed creation is tried again.
 * {@link org.dockermcp.sandbox.lifecycle.SandboxHistory} remembers those of sessions, so that one
 * which was removed by others can be recreated on its volume. {@link
 * org.dockermcp.sandbox.lifecycle.SandboxActivity} counts what runs in each, {@link
 * org.dockermcp.sandbox.lifecycle.EphemeralSandboxes} end with the call that created them, and
 * {@link org.dockermcp.sandbox.lifecycle.Cleanup} removes what a call selects. Each belongs to one
 * principal, which is checked by the labels of an inspect on every access.
 */
@NullMarked
package org.dockermcp.sandbox.lifecycle;

import org.jspecify.annotations.NullMarked;
