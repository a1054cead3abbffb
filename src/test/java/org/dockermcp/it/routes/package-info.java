/** Route files of integrators, and edits while a server runs. */
@NullMarked
package org.dockermcp.it.routes;

import org.jspecify.annotations.NullMarked;
