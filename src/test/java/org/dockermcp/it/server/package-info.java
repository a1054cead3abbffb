/** The jar as a program: command line, standard streams, monitoring and its end. */
@NullMarked
package org.dockermcp.it.server;

import org.jspecify.annotations.NullMarked;
