package dev.senselink.batch.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrives at the server.
 *
 * @param fields of the query or the form
 * @param photo the bytes of the picture that came with it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record WorldRequest(
    String method, String path, Map<String, String> fields, byte @Nullable [] photo) {
  WorldRequest {
    fields = Map.copyOf(fields);
  }

  boolean has(String field) {
    return !of(field).isBlank();
  }

  /** The field's value, {@code ""} where there is none. */
  String of(String field) {
    return fields.getOrDefault(field, "");
  }

  /** What stands last in the path. */
  String tail() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The id at the end of the path, else in the field; -1 for none. */
  long id() {
    String text = tail().matches("[0-9]+") ? tail() : of("id");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }
}
