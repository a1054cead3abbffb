package org.dockermcp.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean's method that routes of integrators may build on; {@code src/docs/routes.md} lists
 * them all.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RouteStep {
  /** The method as a step has it, with its parameters. */
  String value();

  /** What it does, in a phrase. */
  String does();

  /** What it may fail with, beside {@code INTERNAL}. */
  ErrorCode[] errors() default {};
}
