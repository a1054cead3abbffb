package org.dockermcp.monitor;

import java.util.List;
import java.util.Map;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.StandardMBean;
import org.dockermcp.routes.check.RouteProblem;
import org.dockermcp.routes.live.LiveRoutes;

/** The routes' edits as an MBean, each attribute with its meaning. */
final class RoutesBean extends StandardMBean implements RoutesMXBean {
  private static final Map<String, String> MEANINGS =
      Map.of(
          "Generation", "states of the folder that have been taken, the first one too",
          "Retiring", "earlier states that still have something at work in them",
          "LastLook", "when the folder was last looked at, ISO 8601",
          "Problems", "why the folder's state is not taken; empty when it is",
          "reload", "looks at the folder now, and takes it if it is sound");

  private final LiveRoutes routes;

  RoutesBean(LiveRoutes routes) {
    super(RoutesMXBean.class, true);
    this.routes = routes;
  }

  @Override
  public int getGeneration() {
    return routes.report().generation();
  }

  @Override
  public int getRetiring() {
    return routes.retiring();
  }

  @Override
  public String getLastLook() {
    return routes.report().at().toString();
  }

  @Override
  public List<String> getProblems() {
    return routes.report().problems().stream().map(RouteProblem::toString).toList();
  }

  @Override
  public String reload() {
    return routes.reload().text();
  }

  @Override
  protected String getDescription(MBeanInfo info) {
    return "the routes and what became of their edits";
  }

  @Override
  protected String getDescription(MBeanAttributeInfo info) {
    return MEANINGS.getOrDefault(info.getName(), info.getName());
  }

  @Override
  protected String getDescription(MBeanOperationInfo info) {
    return MEANINGS.getOrDefault(info.getName(), info.getName());
  }
}
