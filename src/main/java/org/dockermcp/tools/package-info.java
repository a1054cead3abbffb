/**
 * What the shipped tools alone need: the answers of {@code check_engine}, {@code list_containers}
 * and {@code create_container}.
 */
@NullMarked
package org.dockermcp.tools;

import org.jspecify.annotations.NullMarked;
