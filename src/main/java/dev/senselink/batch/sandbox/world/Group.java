package dev.senselink.batch.sandbox.world;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A person group; type 1 staff, 2 guests. */
public record Group(long id, String name, int type, Instant createdAt, Instant updatedAt) {
  public Map<String, Object> reference() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", id);
    fields.put("name", name);
    fields.put("type", type);
    return fields;
  }
}
