package dev.senselink.batch.job.intake;

import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterLimit;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.RowChoice;
import dev.senselink.batch.roster.cell.GenderCoding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a roster is read, as text for the ledger: a report made later must read it the same way.
 * Where its rows stand in another list is kept beside its copy: it may be as long.
 */
public final class RosterSettingsText {
  private static final JsonMapper JSON = new JsonMapper();

  private RosterSettingsText() {}

  public static String write(RosterSettings s) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("kind", s.kind().name());
    values.put("sheet", s.sheet());
    values.put("headerRow", s.headerRow());
    values.put("encoding", s.encoding());
    values.put("columns", s.columns());
    values.put("dateFormat", s.dateFormat());
    values.put("genderCoding", s.genderCoding() == null ? null : s.genderCoding().name());
    values.put("firstDepartment", s.firstDepartment());
    values.put("mostBytes", s.limit().bytes());
    values.put("leftWhen", s.rows().leftWhenOption());
    values.put("rowsWhere", s.rows().whereOption());
    return JSON.writeValueAsString(values);
  }

  /** The same text for another way to read it; what else is noted in it stays. */
  public static String replaced(String before, RosterSettings s) {
    ObjectNode all = (ObjectNode) JSON.readTree(before);
    all.setAll((ObjectNode) JSON.readTree(write(s)));
    return JSON.writeValueAsString(all);
  }

  /** What {@link #write} made. */
  public static RosterSettings read(String text) {
    JsonNode json = JSON.readTree(text);
    Map<String, String> columns = new LinkedHashMap<>();
    json.path("columns")
        .properties()
        .forEach(e -> columns.put(e.getKey(), e.getValue().asString()));
    JsonNode row = json.path("headerRow");
    JsonNode most = json.path("mostBytes");
    String gender = text(json, "genderCoding");
    return new RosterSettings(
        RosterKind.valueOf(json.path("kind").asString()),
        text(json, "sheet"),
        row.isNumber() ? Integer.valueOf(row.asInt()) : null,
        text(json, "encoding"),
        columns,
        text(json, "dateFormat"),
        gender == null ? null : GenderCoding.valueOf(gender),
        json.path("firstDepartment").asBoolean(false),
        most.isNumber() ? new RosterLimit(most.asLong()) : RosterLimit.standard(),
        null,
        RowChoice.parse(json.path("leftWhen").asString(""), json.path("rowsWhere").asString("")));
  }

  private static @Nullable String text(JsonNode json, String key) {
    JsonNode node = json.path(key);
    return node.isString() ? node.asString() : null;
  }
}
