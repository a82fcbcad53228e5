package dev.senselink.batch.directory.records;

import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.RecordCells;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as a line of JSON under the names of the manual's table, whatever the push called them
 * (NOTES 62): these first, in the table's order and {@code null} where nothing came; then what came
 * besides.
 */
final class RecordJsonLine {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  /** Ours, in the push's sample. */
  private static final Map<String, String> SAMPLE =
      Map.of("name", "userName", "avatar", "originAvatar", "sn", "deviceSN", "type", "userType");

  /** How each of our lines begins, so that the id need not be looked for. */
  private static final String BEGIN = "{\"id\":";

  private RecordJsonLine() {}

  /** The line, without its end. */
  static String of(AccessRecord record) {
    ObjectNode line = MAPPER.createObjectNode();
    JsonNode said = record.json();
    for (String name : RecordCells.columns()) {
      // In the samples of the list only: where it came, it stands with the rest.
      if (!name.equals("remark")) {
        line.set(name, value(said, name));
      }
    }
    line.put("id", record.id());
    if (record.signTime() != null) {
      line.put("signTime", record.signTime());
    }
    for (Map.Entry<String, JsonNode> one : said.properties()) {
      if (!line.has(one.getKey()) && !SAMPLE.containsValue(one.getKey())) {
        line.set(one.getKey(), one.getValue());
      }
    }
    return line.toString();
  }

  private static @Nullable JsonNode value(JsonNode said, String name) {
    JsonNode own = said.path(name);
    if (own.isMissingNode() || own.isNull()) {
      JsonNode other = said.path(SAMPLE.getOrDefault(name, name));
      return other.isMissingNode() ? null : other;
    }
    return own;
  }

  /** The id of a line; null if it is no record. */
  static @Nullable Long idOf(String line) {
    if (line.startsWith(BEGIN) && line.endsWith("}")) {
      int end = BEGIN.length();
      while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
        end++;
      }
      if (end > BEGIN.length()
          && end < BEGIN.length() + 19
          && ",}".indexOf(line.charAt(end)) >= 0) {
        return Long.valueOf(line.substring(BEGIN.length(), end));
      }
    }
    try {
      AccessRecord record = AccessRecord.read(MAPPER.readTree(line));
      return record == null ? null : record.id();
    } catch (JacksonException e) {
      return null;
    }
  }
}
