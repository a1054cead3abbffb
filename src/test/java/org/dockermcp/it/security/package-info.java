/** The cases of {@code src/docs/security.md} by their letters, and what counts them. */
@NullMarked
package org.dockermcp.it.security;

import org.jspecify.annotations.NullMarked;
