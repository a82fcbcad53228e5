package dev.senselink.batch.ledger.plan;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plan's lines as text and back. */
final class PlanJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION) // else the last one would count
          .build();

  /** The member in front of which a line is whole, and which proves it. */
  static final String SEAL = ",\"seal\":\"";

  /** What is behind the proof. */
  static final String END = "\"}";

  private PlanJson() {}

  /** A line that is none of a plan. */
  static final class NoPlanException extends Exception {
    private static final long serialVersionUID = 1L;

    NoPlanException(String message) {
      super(message);
    }
  }

  /** Without the seal, open at the end. */
  static byte[] open(PlanHeader header, String data, long lines) {
    ObjectNode node = JSON.createObjectNode();
    node.put("version", PlanHeader.VERSION);
    node.put("id", header.id());
    node.put("data", data);
    node.put("command", header.command());
    node.put("server", header.server());
    node.put("companyId", header.companyId());
    node.put("companyName", header.companyName());
    node.put("roster", header.roster());
    node.put("rosterHash", header.rosterHash());
    node.put("reading", header.reading());
    ObjectNode options = node.putObject("options");
    header.options().forEach((name, values) -> texts(options.putArray(name), values));
    node.put("made", header.made().toString());
    node.put("age", header.age().toString());
    ArrayNode departments = node.putArray("departments");
    header.departments().forEach(path -> texts(departments.addArray(), path));
    texts(node.putArray("groups"), header.groups());
    node.put("lastImport", header.lastImport());
    node.put("decisions", header.decisions());
    node.put("lines", lines);
    return opened(node);
  }

  /** The same of a line. */
  static byte[] open(PlanLine line) {
    ObjectNode node = JSON.createObjectNode();
    node.put("row", line.row());
    if (line.line() != 0) {
      node.put("line", line.line());
    }
    node.put("key", line.key());
    node.put("name", line.name());
    node.put("action", line.action().word());
    node.put("personId", line.personId());
    node.put("seen", line.seen());
    ArrayNode changes = node.putArray("changes");
    for (PlannedChange change : line.changes()) {
      ObjectNode one = changes.addObject();
      one.put("field", change.field());
      one.put("from", change.from());
      one.put("to", change.to());
    }
    PlannedPhoto photo = line.photo();
    if (photo == null) {
      node.putNull("photo");
    } else {
      ObjectNode one = node.putObject("photo");
      one.put("file", photo.file());
      one.put("hash", photo.hash());
    }
    return opened(node);
  }

  private static byte[] opened(ObjectNode node) {
    // Half a character, which a server may send, is no UTF-8: it becomes a question mark here.
    byte[] text = JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(text, text.length - 1);
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  static JsonNode node(byte[] line) throws NoPlanException {
    try {
      JsonNode node = JSON.readTree(line);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      // said below, without what stands there
    }
    throw new NoPlanException("JSON");
  }

  static PlanHeader header(JsonNode node) throws NoPlanException {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> option : need(node, "options").properties()) {
      options.put(option.getKey(), texts(option.getValue(), "options"));
    }
    List<List<String>> departments = new ArrayList<>();
    for (JsonNode path : need(node, "departments").values()) {
      departments.add(texts(path, "departments"));
    }
    try {
      return new PlanHeader(
          text(node, "id"),
          text(node, "command"),
          text(node, "server"),
          number(node, "companyId"),
          text(node, "companyName"),
          text(node, "roster"),
          text(node, "rosterHash"),
          text(node, "reading"),
          options,
          Instant.parse(text(node, "made")),
          Duration.parse(text(node, "age")),
          departments,
          texts(need(node, "groups"), "groups"),
          text(node, "lastImport"),
          node.has("decisions") ? (int) number(node, "decisions") : PlanHeader.UNCOUNTED);
    } catch (DateTimeException e) {
      throw new NoPlanException("made");
    }
  }

  static PlanLine line(JsonNode node) throws NoPlanException {
    List<PlannedChange> changes = new ArrayList<>();
    for (JsonNode one : need(node, "changes").values()) {
      changes.add(new PlannedChange(text(one, "field"), text(one, "from"), text(one, "to")));
    }
    JsonNode photo = need(node, "photo");
    String word = text(node, "action");
    Long row = numberOrNull(node, "row");
    if (row != null && (row < 1 || row > Integer.MAX_VALUE)) {
      throw new NoPlanException("row");
    }
    return new PlanLine(
        row == null ? null : row.intValue(),
        node.has("line") ? number(node, "line") : 0,
        text(node, "key"),
        text(node, "name"),
        PlannedAction.of(word).orElseThrow(() -> new NoPlanException("action")),
        numberOrNull(node, "personId"),
        text(node, "seen"),
        changes,
        photo.isNull() ? null : new PlannedPhoto(text(photo, "file"), text(photo, "hash")));
  }

  static long number(JsonNode node, String name) throws NoPlanException {
    JsonNode value = need(node, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new NoPlanException(name);
    }
    return value.longValue();
  }

  private static @Nullable Long numberOrNull(JsonNode node, String name) throws NoPlanException {
    return need(node, name).isNull() ? null : Long.valueOf(number(node, name));
  }

  static String text(JsonNode node, String name) throws NoPlanException {
    JsonNode value = need(node, name);
    if (!value.isString()) {
      throw new NoPlanException(name);
    }
    return value.stringValue();
  }

  private static List<String> texts(JsonNode array, String name) throws NoPlanException {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : array.values()) {
      if (!one.isString()) {
        throw new NoPlanException(name);
      }
      texts.add(one.stringValue());
    }
    return texts;
  }

  private static JsonNode need(JsonNode node, String name) throws NoPlanException {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new NoPlanException(name);
    }
    return value;
  }
}
