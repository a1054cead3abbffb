/**
 * Terminates commands and whatever they started; the steps of the route {@code exec-terminate} in
 * {@code lib/exec}.
 *
 * <p>Docker cannot kill an exec. Each command carries a {@linkplain
 * org.dockermcp.exec.kill.ProcessTokens process token} in its environment that its children
 * inherit, and {@link org.dockermcp.exec.kill.CommandTerminator} kills what carries it, escalating
 * to every process, a restart and a recreation of the container. {@link
 * org.dockermcp.exec.kill.DeadManSwitches} do so for a server that was killed. {@link
 * org.dockermcp.exec.kill.PendingTerminations} are commands whose end is not confirmed.
 */
@NullMarked
package org.dockermcp.exec.kill;

import org.jspecify.annotations.NullMarked;
