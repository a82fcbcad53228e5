package dev.senselink.batch.enrol.row;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.RosterColumn;
import java.util.Arrays;
import java.util.Collection;

/** A person's fields, by the names under which people know them from their rosters. */
public final class RosterFieldNames {
  private RosterFieldNames() {}

  /** Several fields, each given by its header, or {@code avatarFile}. */
  public static String list(Collection<String> fields) {
    return DisplayLanguage.list(fields.stream().map(RosterFieldNames::spoken).toList());
  }

  /** The field by which a row's person is known. */
  public static String ofKey(RowTask task) {
    return task.key().field().column().spoken();
  }

  private static String spoken(String field) {
    return Arrays.stream(RosterColumn.values())
        .filter(column -> column.header().equals(field))
        .findFirst()
        .map(RosterColumn::spoken)
        .orElseGet(() -> field.equals("avatarFile") ? words("field.avatarFile") : field);
  }
}
