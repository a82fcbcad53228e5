package dev.senselink.batch.sandbox.http;

import dev.senselink.batch.sandbox.call.DepartmentPaths;
import dev.senselink.batch.sandbox.call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the operation of a method and path. An id is digits, so that no fixed path can be taken for
 * one (NOTES 82).
 */
public final class OperationRoutes {
  private static final String V2_DEPARTMENT = "/api/v2/department";
  private static final String V1_DEPARTMENT = "/api/v1/department";

  private final List<Route> routes = new ArrayList<>();

  /**
   * One path of an operation.
   *
   * @param variable name of the path's last part, blank when it is fixed
   */
  private record Route(Operation operation, String prefix, String variable) {
    static Route of(Operation operation, String path) {
      int brace = path.indexOf('{');
      return brace < 0
          ? new Route(operation, path, "")
          : new Route(
              operation, path.substring(0, brace), path.substring(brace + 1, path.length() - 1));
    }

    boolean matches(String path) {
      if (variable.isEmpty()) {
        return path.equals(prefix);
      }
      String value = path.startsWith(prefix) ? path.substring(prefix.length()) : "";
      return value.matches(variable.equals("id") ? "[0-9]+" : "[^/]+");
    }
  }

  /**
   * Where a call goes.
   *
   * @param value of the path's variable, blank when it has none
   */
  record Target(Operation operation, String variable, String value) {}

  public OperationRoutes(DepartmentPaths departments) {
    for (Operation operation : Operation.values()) {
      String path = operation.path();
      boolean both = operation.isDepartment();
      if (!both || departments.serves(false)) {
        routes.add(Route.of(operation, path));
      }
      if (both && departments.serves(true)) {
        routes.add(Route.of(operation, path.replace(V2_DEPARTMENT, V1_DEPARTMENT)));
      }
    }
  }

  Optional<Target> find(String method, String path) {
    for (Route route : routes) {
      if (route.operation().method().equals(method) && route.matches(path)) {
        String value = path.substring(route.prefix().length());
        return Optional.of(new Target(route.operation(), route.variable(), value));
      }
    }
    return Optional.empty();
  }

  /** Whether the path is served at all, by whatever method. */
  boolean knows(String path) {
    return routes.stream().anyMatch(route -> route.matches(path));
  }
}
