/**
 * Tests of the built jar on a real engine, through a real client over stdio; one package a concern.
 */
@NullMarked
package org.dockermcp.it;

import org.jspecify.annotations.NullMarked;
