/**
 * The networks that sandboxes join: a bridge of the installation, and one lent for an install.
 *
 * <p>A lent network ({@link org.dockermcp.sandbox.network.NetworkLending}) is removed however the
 * install ends; {@link org.dockermcp.sandbox.network.NetworkLoan} is one such loan.
 */
@NullMarked
package org.dockermcp.sandbox.network;

import org.jspecify.annotations.NullMarked;
