/**
 * What every engine takes and gives: requests, outcomes and faults, with no engine's own types.
 *
 * <p>{@link org.dockermcp.engine.EngineFault.Unavailable}: nothing has happened; {@link
 * org.dockermcp.engine.EngineFault.Lost}: the outcome is unknown. The adapters are the packages
 * below this one.
 */
@NullMarked
package org.dockermcp.engine;

import org.jspecify.annotations.NullMarked;
