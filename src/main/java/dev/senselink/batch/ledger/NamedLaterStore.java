package dev.senselink.batch.ledger;

import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which imports and restores have named whom an earlier run has made or returned; safe between
 * threads.
 *
 * <p>An import counts that was at work after the run had done so, however early it began itself.
 * Whoever names somebody by the id that a run has made was there after it, whatever the clock says;
 * an undo that makes somebody anew gives the new id to all that was before. An import that was
 * undone as a whole has named nobody.
 */
public final class NamedLaterStore {
  /** A pattern: how a run says of itself that it is an undo of all that another did. */
  private static final String WHOLE =
      Arrays.stream(Kind.values())
          .map(Kind::name)
          .sorted()
          .collect(Collectors.joining(",", "'% ", "'"));

  /** Of the image M of somebody; the run itself is none, nor is one whose decisions it was. */
  private static final String LATER =
      " FROM BEFORE_IMAGE M JOIN OUTCOME O ON O.PERSON = M.PERSON JOIN RUN R ON R.ID = O.RUN"
          + " AND R.SERVER = M.SERVER AND R.COMPANY = M.COMPANY"
          + " WHERE M.RUN = ? AND M.KIND = ? AND (R.COMMAND LIKE 'import-%' OR R.COMMAND = 'apply'"
          + " OR R.COMMAND = 'restore' AND M.KIND = 'CREATED') AND R.ID <> M.RUN"
          + " AND R.ID NOT IN (SELECT D.OF_RUN FROM BEFORE_RUN D WHERE D.RUN = M.RUN)"
          + " AND (COALESCE(R.FINISHED_AT, O.WRITTEN_AT) >= M.NOTED_AT"
          + " OR M.KIND = 'CREATED' AND M.RUN NOT IN"
          + " (SELECT W.ID FROM RUN W WHERE W.COMMAND = 'undo'))"
          + " AND R.ID NOT IN (SELECT U.ROSTER FROM RUN U WHERE U.COMMAND = 'undo'"
          + " AND U.STATUS = 'COMPLETED' AND U.ALL_WORKED AND U.PHOTOS LIKE "
          + WHOLE
          + " AND U.ID NOT IN (SELECT V.ROSTER FROM RUN V WHERE V.COMMAND = 'undo'))";

  /** The import is over, and the row was this person without a doubt. */
  private static final String COMPLETELY =
      " AND R.STATUS = 'COMPLETED' AND R.ALL_WORKED"
          + " AND (O.ENDING IN ('CREATED', 'UPDATED', 'UNCHANGED', 'FORCED')"
          + " OR O.ENDING = 'SKIPPED_EXISTING' AND O.CODE = '')";

  /** The row has ended because they were there. */
  private static final String LEANING =
      " AND O.ENDING IN ('CREATED', 'UPDATED', 'UNCHANGED', 'FORCED', 'SKIPPED_EXISTING',"
          + " 'SKIPPED_SIMILAR')";

  private final JdbcTemplate jdbc;

  NamedLaterStore(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The last import, complete or not, of which a row has ended as whom a run has made. */
  public Optional<String> made(String run, long person) {
    return last(LEANING, run, Kind.CREATED, person);
  }

  /** The last complete import of which a row was, without a doubt, whom a run has returned. */
  public Optional<String> returned(String run, long person) {
    return last(COMPLETELY, run, Kind.RETURNED, person);
  }

  private Optional<String> last(String how, String run, Kind kind, long person) {
    return jdbc
        .queryForList(
            "SELECT R.ID"
                + LATER
                + how
                + " AND M.PERSON = ? ORDER BY R.FINISHED_AT DESC, R.ID LIMIT 1",
            String.class,
            run,
            kind.name(),
            person)
        .stream()
        .findFirst();
  }

  /** Those whom a run has made and a later import has named, whether or not they are there. */
  public Set<Long> made(String run) {
    return new HashSet<>(
        jdbc.queryForList(
            "SELECT DISTINCT M.PERSON" + LATER + LEANING, Long.class, run, Kind.CREATED.name()));
  }
}
