/** That documents say what the code does. */
@NullMarked
package org.dockermcp.docs;

import org.jspecify.annotations.NullMarked;
