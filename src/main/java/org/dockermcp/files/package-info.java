/** Files in a sandbox, read and written by commands that run in it. */
@NullMarked
package org.dockermcp.files;

import org.jspecify.annotations.NullMarked;
