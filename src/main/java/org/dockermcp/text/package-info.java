/**
 * Text made safe to show: control characters, byte counts, chunks of UTF-8.
 *
 * <p>Pure functions; imports nothing of ours.
 */
@NullMarked
package org.dockermcp.text;

import org.jspecify.annotations.NullMarked;
