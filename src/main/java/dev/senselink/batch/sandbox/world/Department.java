package dev.senselink.batch.sandbox.world;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A department; parent 0 = the company. */
public record Department(
    long id, long parentId, String name, @Nullable String code, @Nullable Long leaderId) {
  public static final long COMPANY = 0;

  public Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("name", name);
    fields.put("code", code);
    fields.put("parent_id", parentId);
    fields.put("leader_id", leaderId);
    return fields;
  }
}
