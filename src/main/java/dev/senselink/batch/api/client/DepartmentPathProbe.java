package dev.senselink.batch.api.client;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.HttpOutcome;
import dev.senselink.batch.api.Operation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The manual prints two paths for departments (NOTES 75). Which one this server has is tried once,
 * with a request that changes nothing, and kept.
 */
final class DepartmentPathProbe {
  private static final String PRINTED = "/api/v2/";
  private static final String OTHER = "/api/v1/";

  private volatile @Nullable String known;

  boolean isKnown() {
    return known != null;
  }

  /** Sends by the known path, or tries both. */
  HttpOutcome send(Operation operation, Function<String, HttpOutcome> byPath) {
    String prefix = known;
    if (prefix != null) {
      return byPath.apply(path(operation, prefix));
    }
    HttpOutcome first = tried(operation, PRINTED, byPath);
    return isWrongPath(first) ? tried(operation, OTHER, byPath) : first;
  }

  private HttpOutcome tried(
      Operation operation, String prefix, Function<String, HttpOutcome> byPath) {
    HttpOutcome raw = byPath.apply(path(operation, prefix));
    if (proves(raw)) {
      known = prefix;
    }
    return raw;
  }

  private static String path(Operation operation, String prefix) {
    return operation.path().replace(PRINTED, prefix);
  }

  private static boolean isWrongPath(HttpOutcome raw) {
    if (!(raw instanceof HttpOutcome.Whole whole)) {
      return false;
    }
    Integer code = whole.code();
    return code == null
        ? whole.status() == 404 || whole.status() == 405
        : code == ErrorCodes.METHOD_NOT_ALLOWED;
  }

  /** A fatal, transient or unknown code may come from something in front of the departments. */
  private static boolean proves(HttpOutcome raw) {
    Integer code = raw instanceof HttpOutcome.Whole whole ? whole.code() : null;
    if (code == null) {
      return false;
    }
    ErrorCategory codeClass = ErrorCodes.classOf(code);
    return code == ErrorCodes.SUCCESS
        || codeClass == ErrorCategory.NOT_FOUND
        || codeClass == ErrorCategory.ROW_INVALID
        || codeClass == ErrorCategory.CONFLICT;
  }
}
