package dev.senselink.batch.job.privacy;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.roster.Row;
import org.jspecify.annotations.Nullable;

/**
 * Whom a person is looked for by; compared as keys are.
 *
 * @param field job number or mobile; {@code null} for an id
 * @param text the number
 * @param person the id on the server, 0 for none
 * @param server host and port of the server they are to be forgotten of; {@code null} for every one
 */
public record PersonQuery(
    @Nullable KeyField field, String text, long person, @Nullable String server) {
  /** By a number that rosters hold. */
  public static PersonQuery by(KeyField field, String text) {
    return new PersonQuery(field, text, 0, null);
  }

  /** The same of one server alone, so that whoever has that number on another stays. */
  public PersonQuery at(@Nullable String only) {
    return new PersonQuery(field, text, person, only);
  }

  /** Whether what is of this server may be theirs. */
  boolean isAt(String other) {
    return server == null || server.equals(other);
  }

  /** By the id on a server. */
  public static PersonQuery withId(long person, @Nullable String server) {
    return new PersonQuery(null, "", person, server);
  }

  /** Whether a row is this person's by its number. */
  boolean fits(Row row) {
    return field != null
        && !KeyRules.normal(field, text).isEmpty()
        && KeyRules.normal(field, row.text(field.column())).equals(KeyRules.normal(field, text));
  }
}
