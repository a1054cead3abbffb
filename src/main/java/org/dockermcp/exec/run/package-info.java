/**
 * Turns calls into commands and outcomes into results; the steps of {@code lib/exec}.
 *
 * <p>{@link org.dockermcp.exec.run.Commands} makes a command of a call, {@link
 * org.dockermcp.exec.run.Outcomes} the result of what the engine reports. {@link
 * org.dockermcp.exec.run.ShellLine} and {@link org.dockermcp.exec.run.PythonScript} make programs
 * of what callers send; texts too long for one argument (128 KiB in Linux) travel by standard
 * input.
 */
@NullMarked
package org.dockermcp.exec.run;

import org.jspecify.annotations.NullMarked;
