/**
 * The servers, engines and registries that integration tests use, and what watches all containers.
 */
@NullMarked
package org.dockermcp.it.support;

import org.jspecify.annotations.NullMarked;
