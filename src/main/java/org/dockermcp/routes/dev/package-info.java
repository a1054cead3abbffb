/**
 * What {@code routes export}, {@code diff} and {@code test} do.
 *
 * <p>{@link org.dockermcp.routes.dev.ExampleRun} makes the calls of a tool file's example and
 * compares the results with those expected; {@link org.dockermcp.routes.dev.Placeholders} inserts
 * fields of earlier results. {@link org.dockermcp.routes.dev.FolderDiff} shows changes to the
 * shipped tools, {@link org.dockermcp.routes.dev.FolderExport} copies them.
 */
@NullMarked
package org.dockermcp.routes.dev;

import org.jspecify.annotations.NullMarked;
