package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who has passed the doors of the simulated server. */
final class RecordBook {
  /**
   * One passage.
   *
   * @param second of the epoch
   */
  record SimRecord(long id, long user, String name, int type, String sn, long second) {
    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("id", id);
      json.put("userId", user);
      json.put("name", name);
      json.put("sn", sn);
      json.put("deviceName", "door " + sn);
      json.put("direction", 1);
      json.put("signTime", second);
      json.put("type", type);
      json.put("groups", List.of());
      return json;
    }
  }

  private final List<SimRecord> all = new ArrayList<>();

  SimRecord add(long user, String name, int type, String sn, long second) {
    SimRecord record = new SimRecord(all.size() + 1L, user, name, type, sn, second);
    all.add(record);
    return record;
  }

  List<SimRecord> all() {
    return all;
  }

  /** Those a request asks for, by id. */
  List<SimRecord> asked(WorldRequest request) {
    long from = number(request, "startTime", 0);
    long to = number(request, "endTime", Long.MAX_VALUE);
    long first = number(request, "startRecordId", 0);
    long last = number(request, "endRecordId", Long.MAX_VALUE);
    long type = number(request, "type", 0);
    String sn = request.of("deviceSN");
    return all.stream()
        .filter(r -> r.second() >= from && r.second() <= to && r.id() >= first && r.id() <= last)
        .filter(r -> (type == 0 || r.type() == type) && (sn.isEmpty() || sn.equals(r.sn())))
        .toList();
  }

  static long number(WorldRequest request, String field, long otherwise) {
    String text = request.of(field);
    return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : otherwise;
  }
}
