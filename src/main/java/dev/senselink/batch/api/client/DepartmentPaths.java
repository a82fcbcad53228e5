package dev.senselink.batch.api.client;

import dev.senselink.batch.api.CodeClass;
import dev.senselink.batch.api.Codes;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Raw;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The manual prints two paths for departments (NOTES 75). Which one this server has is tried once,
 * with a request that changes nothing, and kept.
 */
final class DepartmentPaths {
  private static final String PRINTED = "/api/v2/";
  private static final String OTHER = "/api/v1/";

  private volatile @Nullable String known;

  boolean isKnown() {
    return known != null;
  }

  /** Sends by the known path, or tries both. */
  Raw send(Operation operation, Function<String, Raw> byPath) {
    String prefix = known;
    if (prefix != null) {
      return byPath.apply(path(operation, prefix));
    }
    Raw first = tried(operation, PRINTED, byPath);
    return isWrongPath(first) ? tried(operation, OTHER, byPath) : first;
  }

  private Raw tried(Operation operation, String prefix, Function<String, Raw> byPath) {
    Raw raw = byPath.apply(path(operation, prefix));
    if (proves(raw)) {
      known = prefix;
    }
    return raw;
  }

  private static String path(Operation operation, String prefix) {
    return operation.path().replace(PRINTED, prefix);
  }

  private static boolean isWrongPath(Raw raw) {
    if (!(raw instanceof Raw.Whole whole)) {
      return false;
    }
    Integer code = whole.code();
    return code == null
        ? whole.status() == 404 || whole.status() == 405
        : code == Codes.METHOD_NOT_ALLOWED;
  }

  /** A fatal, transient or unknown code may come from something in front of the departments. */
  private static boolean proves(Raw raw) {
    Integer code = raw instanceof Raw.Whole whole ? whole.code() : null;
    if (code == null) {
      return false;
    }
    CodeClass codeClass = Codes.classOf(code);
    return code == Codes.SUCCESS
        || codeClass == CodeClass.NOT_FOUND
        || codeClass == CodeClass.ROW_INVALID
        || codeClass == CodeClass.CONFLICT;
  }
}
