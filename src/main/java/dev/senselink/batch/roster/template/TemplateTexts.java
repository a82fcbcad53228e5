package dev.senselink.batch.roster.template;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.RosterKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an empty roster says. */
final class TemplateTexts {
  private final RosterKind kind;

  TemplateTexts(RosterKind kind) {
    this.kind = kind;
  }

  /** Every column a roster of this kind may have, in the order of the manual. */
  List<RosterColumn> columns() {
    return Stream.of(RosterColumn.values()).filter(column -> column.knownIn(kind)).toList();
  }

  String sheet() {
    return words("template.sheet." + kind.name().toLowerCase(Locale.ROOT));
  }

  String instructionsSheet() {
    return words("template.instructions");
  }

  String listsSheet() {
    return words("template.lists");
  }

  /** What to know before filling it in, a sentence a line. */
  List<String> instructions() {
    return List.of(
        words("template.instructions.title"),
        words("template.instructions.rows"),
        words("template.instructions.required"),
        words("template.instructions.key"),
        words("template.instructions.photos"),
        words("template.instructions.blank"),
        kind == RosterKind.USERS
            ? words("template.instructions.check.users")
            : words("template.instructions.check.guests"));
  }

  /** The header; a star says that the column must be filled, and is no part of its name. */
  String header(RosterColumn column) {
    String header = words("template.header." + column.header());
    return column.requiredIn(kind) ? header + " *" : header;
  }

  /** What the column is for. */
  String note(RosterColumn column) {
    String note =
        column == RosterColumn.PHOTO && kind == RosterKind.GUESTS
            ? words("template.note.photo.guests")
            : words("template.note." + column.header());
    return column.requiredIn(kind) ? words("template.required", note) : note;
  }

  /** The example row's cell, with the mark by which an import knows it. */
  String example(RosterColumn column) {
    return words("template.example", words("template.example." + column.header()));
  }

  /** The values a column may have, empty if they cannot be listed. */
  List<String> choices(RosterColumn column) {
    return column == RosterColumn.GENDER
        ? List.of(words("template.gender.female"), words("template.gender.male"))
        : List.of();
  }
}
