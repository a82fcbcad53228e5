package dev.senselink.batch.roster.corrections;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.table.DisplayText;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of a corrections file: another content for a cell, another photo, or a row left out.
 *
 * @param at the line of the corrections file, from 1
 * @param line the line of the list
 * @param rowHash the mark of the row as the list has it
 * @param column the header of the cell, {@code null} unless one is changed
 * @param from what stands in the cell, {@code ""} unless one is changed
 * @param to what is to stand there, likewise
 * @param photo the path of another photo, {@code null} for none
 * @param leaveOut whether the row is left out
 */
record CorrectionLine(
    int at,
    long line,
    String rowHash,
    @Nullable String column,
    String from,
    String to,
    @Nullable String photo,
    boolean leaveOut) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Set<String> MEMBERS =
      Set.of("line", "rowHash", "column", "from", "to", "photo", "leaveOut");

  /** A line that is no correction. */
  static final class NoCorrectionException extends Exception {
    private static final long serialVersionUID = 1L;

    NoCorrectionException(String why) {
      super(why);
    }
  }

  /**
   * Reads a line as somebody wrote it.
   *
   * @throws NoCorrectionException with what is wrong; what stands in it is not repeated
   */
  static CorrectionLine read(int at, String text) throws NoCorrectionException {
    JsonNode node = tree(text);
    for (String name : node.propertyNames()) {
      if (!MEMBERS.contains(name)) {
        throw new NoCorrectionException(words("corrections.member", DisplayText.text(name)));
      }
    }
    JsonNode line = node.path("line");
    if (!line.isIntegralNumber() || !line.canConvertToLong() || line.asLong() < 1) {
      throw new NoCorrectionException(words("corrections.line"));
    }
    boolean cell = node.has("column");
    boolean leaveOut = node.path("leaveOut").isBoolean() && node.path("leaveOut").asBoolean();
    int kinds = (cell ? 1 : 0) + (node.has("photo") ? 1 : 0) + (node.has("leaveOut") ? 1 : 0);
    if (kinds != 1
        || node.has("leaveOut") && !leaveOut
        || !cell && (node.has("from") || node.has("to"))) {
      throw new NoCorrectionException(words("corrections.kind"));
    }
    return new CorrectionLine(
        at,
        line.asLong(),
        text(node, "rowHash"),
        cell ? text(node, "column") : null,
        cell ? text(node, "from") : "",
        cell ? text(node, "to") : "",
        node.has("photo") ? text(node, "photo") : null,
        leaveOut);
  }

  private static JsonNode tree(String text) throws NoCorrectionException {
    try {
      JsonNode node = JSON.readTree(text);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException e) {
      // Its message repeats the line, which is personal.
    }
    throw new NoCorrectionException(words("corrections.json"));
  }

  private static String text(JsonNode node, String name) throws NoCorrectionException {
    JsonNode value = node.path(name);
    if (!value.isString()) {
      throw new NoCorrectionException(words("corrections.text", name));
    }
    return value.asString();
  }

  /** As our own copy keeps it. */
  String kept() {
    return JSON.writeValueAsString(with(JSON.createObjectNode().put("at", at)));
  }

  /** As a corrections file has it. */
  String written() {
    return JSON.writeValueAsString(with(JSON.createObjectNode()));
  }

  private ObjectNode with(ObjectNode node) {
    node.put("line", line);
    node.put("rowHash", rowHash);
    if (column != null) {
      node.put("column", column);
      node.put("from", from);
      node.put("to", to);
    }
    if (photo != null) {
      node.put("photo", photo);
    }
    if (leaveOut) {
      node.put("leaveOut", true);
    }
    return node;
  }

  /** What {@link #kept} wrote. */
  static CorrectionLine ofKept(String text) {
    JsonNode node = JSON.readTree(text);
    return new CorrectionLine(
        node.path("at").asInt(),
        node.path("line").asLong(),
        node.path("rowHash").asString(),
        node.has("column") ? node.path("column").asString() : null,
        node.path("from").asString(""),
        node.path("to").asString(""),
        node.has("photo") ? node.path("photo").asString() : null,
        node.path("leaveOut").asBoolean(false));
  }

  /** The first line of our own copy: where the corrections came from. */
  static String kept(String origin) {
    return JSON.writeValueAsString(JSON.createObjectNode().put("from", origin));
  }

  /** What that line says. */
  static String origin(String first) {
    return JSON.readTree(first).path("from").asString();
  }
}
