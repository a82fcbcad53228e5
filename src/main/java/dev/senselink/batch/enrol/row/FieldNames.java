package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.Words.words;

import dev.senselink.batch.language.Speech;
import dev.senselink.batch.roster.Column;
import java.util.Arrays;
import java.util.Collection;

/** A person's fields, by the names under which people know them from their rosters. */
public final class FieldNames {
  private FieldNames() {}

  /** Several fields, each given by its header, or {@code avatarFile}. */
  public static String list(Collection<String> fields) {
    return Speech.list(fields.stream().map(FieldNames::spoken).toList());
  }

  /** The field by which a row's person is known. */
  public static String ofKey(RowTask task) {
    return task.key().field().column().spoken();
  }

  private static String spoken(String field) {
    return Arrays.stream(Column.values())
        .filter(column -> column.header().equals(field))
        .findFirst()
        .map(Column::spoken)
        .orElseGet(() -> field.equals("avatarFile") ? words("field.avatarFile") : field);
  }
}
