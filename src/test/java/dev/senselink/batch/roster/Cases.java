package dev.senselink.batch.roster;

import dev.senselink.batch.roster.cell.GenderCoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;
import org.yaml.snakeyaml.Yaml;

/**
 * Tables of odd cases below {@code src/test/resources/cases}, readable by people who do not
 * program.
 *
 * <p>In texts ␊ is a line feed, ␍ a carriage return, ␉ a tabulator, ␀ a NUL, ␂ another control
 * character.
 */
public final class Cases {
  private Cases() {}

  /** One case: its fields by name. */
  public record Case(Map<String, Object> fields) {
    /** A text with its visible control characters made real; {@code ""} if the case has none. */
    public String text(String field) {
      return unmask(String.valueOf(fields.getOrDefault(field, "")));
    }

    public boolean has(String field) {
      return fields.get(field) != null;
    }

    /** A list of texts, empty if the case has none. */
    @SuppressWarnings("unchecked")
    public List<String> list(String field) {
      return ((List<Object>) fields.getOrDefault(field, List.of()))
          .stream().map(text -> unmask(String.valueOf(text))).toList();
    }

    /** A list of lists of texts. */
    @SuppressWarnings("unchecked")
    public List<List<String>> table(String field) {
      return ((List<List<Object>>) fields.getOrDefault(field, List.of()))
          .stream()
              .map(row -> row.stream().map(cell -> unmask(String.valueOf(cell))).toList())
              .toList();
    }

    /** Lists of texts by name. */
    @SuppressWarnings("unchecked")
    public Map<String, List<String>> lists(String field) {
      Map<String, List<String>> lists = new LinkedHashMap<>();
      ((Map<Object, List<Object>>) fields.getOrDefault(field, Map.of()))
          .forEach(
              (name, texts) ->
                  lists.put(
                      String.valueOf(name),
                      texts.stream().map(text -> unmask(String.valueOf(text))).toList()));
      return lists;
    }

    /** The roster settings that the case's {@code options} ask for. */
    @SuppressWarnings("unchecked")
    public RosterSettings settings(RosterKind kind) {
      Map<String, Object> options = (Map<String, Object>) fields.getOrDefault("options", Map.of());
      RosterSettings settings = RosterSettings.of(kind);
      for (Map.Entry<String, Object> option : options.entrySet()) {
        String value = String.valueOf(option.getValue());
        settings =
            switch (option.getKey()) {
              case "kind" -> withKind(settings, RosterKind.valueOf(value));
              case "sheet" -> settings.withSheet(value);
              case "columns" -> settings.withColumns(value);
              case "header-row" -> settings.withHeaderRow(Integer.valueOf(value));
              case "encoding" -> settings.withEncoding(value);
              case "date-format" -> settings.withDateFormat(value);
              case "left-when" -> settings.withRows(RowChoice.parse(value, ""));
              case "rows-where" -> settings.withRows(RowChoice.parse("", value));
              case "department" -> settings.withDepartment(value);
              case "gender-coding" -> settings.withGenderCoding(GenderCoding.of(value));
              default -> throw new IllegalArgumentException("no option " + option.getKey());
            };
      }
      return settings;
    }

    private static RosterSettings withKind(RosterSettings from, RosterKind kind) {
      return new RosterSettings(
          kind,
          from.sheet(),
          from.headerRow(),
          from.encoding(),
          from.columns(),
          from.dateFormat(),
          from.genderCoding());
    }
  }

  /** The case among the arguments of a test. */
  public static Case caseOf(Arguments arguments) {
    return (Case) ((Named<?>) arguments.get()[0]).getPayload();
  }

  /** The cases of a file, each named by its {@code id} or its {@code text}. */
  @SuppressWarnings("unchecked")
  public static Stream<Arguments> of(String file) {
    try (InputStream in = Cases.class.getResourceAsStream("/cases/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException("no file of cases " + file);
      }
      List<Map<String, Object>> cases =
          (List<Map<String, Object>>) new Yaml().<Map<String, Object>>load(in).get("cases");
      if (cases.isEmpty()) {
        throw new IllegalArgumentException("no case in " + file);
      }
      return cases.stream()
          .map(
              fields ->
                  Arguments.of(
                      Named.of(
                          String.valueOf(
                              fields.getOrDefault(
                                  "id", fields.getOrDefault("text", fields.get("file")))),
                          new Case(fields))));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unmask(String text) {
    return text.replace('␊', '\n')
        .replace('␍', '\r')
        .replace('␉', '\t')
        .replace('␀', '\0')
        .replace('␂', '\u0002');
  }
}
