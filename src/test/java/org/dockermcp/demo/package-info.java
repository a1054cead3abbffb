/** The session that README's first command shows. */
@NullMarked
package org.dockermcp.demo;

import org.jspecify.annotations.NullMarked;
