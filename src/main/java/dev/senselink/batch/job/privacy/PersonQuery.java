package dev.senselink.batch.job.privacy;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.roster.Row;
import org.jspecify.annotations.Nullable;

/**
 * Whom a person is looked for by; compared as keys are. The same number or id is somebody else on
 * another server or in another company.
 *
 * @param field job number or mobile; {@code null} for an id
 * @param text the number
 * @param person the id on the server, 0 for none
 * @param server host and port of the server the person is of; {@code null} for every one
 * @param company likewise
 * @param others whose servers are none of these
 */
public record PersonQuery(
    @Nullable KeyField field,
    String text,
    long person,
    @Nullable String server,
    @Nullable Long company,
    OtherSites others) {
  /** By a number that rosters hold. */
  public static PersonQuery by(KeyField field, String text) {
    return new PersonQuery(field, text, 0, null, null, OtherSites.NONE);
  }

  /** By the id on a server. */
  public static PersonQuery withId(long person) {
    return new PersonQuery(null, "", person, null, null, OtherSites.NONE);
  }

  /** The same on one server, and in one company; {@code null} for every one. */
  public PersonQuery on(@Nullable String someServer, @Nullable Long someCompany) {
    return new PersonQuery(field, text, person, someServer, someCompany, others);
  }

  /** The same, but on none of the servers of others. */
  public PersonQuery beside(OtherSites some) {
    return new PersonQuery(field, text, person, server, company, some);
  }

  /** The same everywhere. */
  PersonQuery anywhere() {
    return new PersonQuery(field, text, person, null, null, OtherSites.NONE);
  }

  /** Whether nobody can be meant: neither a number nor an id that a server gives. */
  public boolean isNobody() {
    return field == null ? person <= 0 : KeyRules.normal(field, text).isEmpty();
  }

  /** Whether what is of a server and company may be looked at. */
  boolean covers(String someServer, long someCompany) {
    return covers(someServer) && (company == null || company == someCompany);
  }

  /** Whether what is of a server may be looked at. */
  boolean covers(String someServer) {
    return (server == null || server.equals(someServer)) && !others.isOther(someServer);
  }

  /** Whether a row is this person's by its number. */
  boolean fits(Row row) {
    return field != null
        && !KeyRules.normal(field, text).isEmpty()
        && KeyRules.normal(field, row.text(field.column())).equals(KeyRules.normal(field, text));
  }
}
