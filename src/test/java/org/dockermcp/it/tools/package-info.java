/** What each shipped tool promises; one class a tool. */
@NullMarked
package org.dockermcp.it.tools;

import org.jspecify.annotations.NullMarked;
