package org.dockermcp.routes.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dockermcp.routes.check.RouteOutline.BeanUse;
import org.dockermcp.routes.check.RouteOutline.Begun;
import org.dockermcp.routes.check.RouteOutline.Call;
import org.dockermcp.routes.check.RouteOutline.Use;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One way through a file's tree, to its outline; what it does not understand it passes by. */
final class RouteOutlineParser {
  /** Keys whose endpoint is sent to. */
  private static final Set<String> SENDERS =
      Set.of("afterUri", "deadLetterChannel", "deadLetterUri", "to", "toD", "wireTap");

  /** Keys whose text is a bean that Camel itself uses. */
  private static final Set<String> PARTS = Set.of("aggregationStrategy", "executorService");

  private static final String CLASS = "#class:";

  private final List<Begun> routes = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<BeanUse> beans = new ArrayList<>();
  private String route = "";

  private RouteOutlineParser() {}

  static RouteOutline of(RouteFile file, Node root) {
    RouteOutlineParser walk = new RouteOutlineParser();
    if (root instanceof SequenceNode list) {
      list.getValue().forEach(walk::top);
    }
    return new RouteOutline(file, walk.routes, walk.calls, walk.beans);
  }

  private void top(Node item) {
    RouteRules.at(item, "route").ifPresent(this::begin);
    walk(item);
    route = "";
  }

  private void begin(Node value) {
    Node id = RouteRules.at(value, "id").orElse(value);
    route = RouteRules.text(id);
    routes.add(
        new Begun(route, FileProblems.line(id), RouteRules.at(value, "from").flatMap(Address::of)));
  }

  private void walk(Node node) {
    if (node instanceof SequenceNode list) {
      list.getValue().forEach(this::walk);
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        String key = RouteRules.text(entry.getKeyNode());
        if (!key.equals("parameters")) {
          look(key, entry.getValueNode());
          walk(entry.getValueNode());
        }
      }
    }
  }

  private void look(String key, Node value) {
    if (SENDERS.contains(key)) {
      Address.of(value).ifPresent(this::send);
    } else if (PARTS.contains(key)) {
      use(value, value, Use.PART);
    } else if (key.equals("bean") && value instanceof ScalarNode) {
      use(value, value, Use.METHOD);
    } else if (key.equals("bean") || key.equals("method")) {
      RouteRules.at(value, "ref").ifPresent(ref -> use(ref, value, Use.METHOD));
    } else if (key.equals("policy")) {
      RouteRules.at(value, "ref").ifPresent(ref -> use(ref, ref, Use.POLICY));
    }
  }

  private void send(Address to) {
    if (to.scheme().equals("bean")) {
      String method = to.options().getOrDefault("method", "");
      beans.add(new BeanUse(to.name(), method, Use.METHOD, to.line(), to.line()));
    } else if (to.isInternal() && !to.isComputed()) {
      calls.add(new Call(route, to));
    }
  }

  /**
   * @param beside where the method stands, if one does
   */
  private void use(Node ref, Node beside, Use use) {
    String name = RouteRules.text(ref);
    if (!name.isEmpty() && !name.startsWith(CLASS)) {
      Optional<Node> method = RouteRules.at(beside, "method");
      beans.add(
          new BeanUse(
              name.replaceFirst("^#", ""),
              method.map(RouteRules::text).orElse(""),
              use,
              FileProblems.line(ref),
              FileProblems.line(method.orElse(ref))));
    }
  }
}
