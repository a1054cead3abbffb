/**
 * Trying tools by the examples in their files.
 *
 * <p>{@link org.dockermcp.routes.dev.ExampleRun} makes an example's calls, as any client's are
 * made, and tells in what the result differs from what the file expects. What earlier calls gave
 * goes into later ones by {@link org.dockermcp.routes.dev.Placeholders}.
 */
@NullMarked
package org.dockermcp.routes.dev;

import org.jspecify.annotations.NullMarked;
