/**
 * The servers and images that integration tests use, and what watches all containers; {@code
 * engine} has engines and registries of their own.
 */
@NullMarked
package org.dockermcp.it.support;

import org.jspecify.annotations.NullMarked;
