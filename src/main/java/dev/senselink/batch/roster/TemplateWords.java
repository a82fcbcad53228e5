package dev.senselink.batch.roster;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** What an empty roster says in one language. */
final class TemplateWords {
  private final RosterKind kind;
  private final ResourceBundle words;

  TemplateWords(RosterKind kind, Locale language) {
    this.kind = kind;
    this.words =
        ResourceBundle.getBundle(
            "dev.senselink.batch.roster.template",
            language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** Every column a roster of this kind may have, in the order of the manual. */
  List<Column> columns() {
    return Stream.of(Column.values()).filter(column -> column.knownIn(kind)).toList();
  }

  String sheet() {
    return words.getString("sheet." + kind.name().toLowerCase(Locale.ROOT));
  }

  /** The header; a star says that the column must be filled, and is no part of its name. */
  String header(Column column) {
    String header = words.getString("header." + column.header());
    return column.requiredIn(kind) ? header + " *" : header;
  }

  /** What the column is for. */
  String note(Column column) {
    String key = "note." + column.header();
    String own = key + "." + kind.name().toLowerCase(Locale.ROOT);
    String note = words.getString(words.containsKey(own) ? own : key);
    return column.requiredIn(kind) ? words.getString("required") + " " + note : note;
  }

  /** The example row's cell, with the mark by which an import knows it. */
  String example(Column column) {
    return words.getString("mark") + " " + words.getString("example." + column.header());
  }

  /** The values a column may have, empty if they cannot be listed. */
  List<String> choices(Column column) {
    return column == Column.GENDER
        ? List.of(words.getString("gender.female"), words.getString("gender.male"))
        : List.of();
  }
}
