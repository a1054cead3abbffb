/**
 * Which server processes of this installation live, and when sessions were last used.
 *
 * <p>Each process holds a lock of the operating system's on a file of its own for as long as it
 * lives, in a folder that all processes of the installation and of one user share ({@link
 * org.dockermcp.sandbox.lease.ServerRegistry}). A held lock tells living from dead: it is freed by
 * any death, and a process id that is used again does not matter. The files also carry when each
 * session was last used ({@link org.dockermcp.sandbox.lease.ServerNotes}), so that {@link
 * org.dockermcp.sandbox.lease.Leases} knows it of every server, and after every death. Imports
 * nothing of ours.
 */
@NullMarked
package org.dockermcp.sandbox.lease;

import org.jspecify.annotations.NullMarked;
