package dev.senselink.batch.roster;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All questions of a roster in one answer. A question hides others, which only arise once it is
 * answered: so the roster is read again with the answers that were proposed, until no further one
 * arises. Nothing is taken in with them; they are printed.
 */
public final class RosterQuestions {
  private static final int MOST = 10;

  private final RosterSettings settings;
  private final Function<RosterSettings, Roster> opener;
  private final String file;

  /**
   * @param opener opens the roster to be read in this way
   * @param file what messages call it
   */
  public RosterQuestions(
      RosterSettings settings, Function<RosterSettings, Roster> opener, String file) {
    this.settings = settings;
    this.opener = opener;
    this.file = file;
  }

  /**
   * Looks at its columns.
   *
   * @throws UnclearColumnsException if a person has to say first what some of them are
   * @throws TableFileException if it cannot be read
   */
  public void mustBeClear() {
    try (Roster roster = opener.apply(settings)) {
      UnclearColumnsException.throwIfAny(roster, file);
    } catch (UnclearColumnsException e) {
      throw whole(e);
    } catch (TableFileException e) {
      throw whole(e);
    }
  }

  /** The same with all that would be asked next. */
  public UnclearColumnsException whole(UnclearColumnsException first) {
    UnclearColumnsException rest = rest(first.answer());
    return rest == null ? first : first.and(rest);
  }

  private TableFileException whole(TableFileException fault) {
    if (!(fault instanceof HeaderFaultException header)
        || header.answer().equals(RosterAnswer.NONE)) {
      return fault;
    }
    UnclearColumnsException rest = rest(header.answer());
    return rest == null ? fault : header.and(rest);
  }

  private @Nullable UnclearColumnsException rest(RosterAnswer first) {
    UnclearColumnsException rest = null;
    RosterAnswer answer = first;
    for (int asked = 0; asked < MOST; asked++) {
      UnclearColumnsException next = next(answer);
      if (next == null || answer.and(next.answer()).equals(answer)) {
        break;
      }
      rest = rest == null ? next : rest.and(next);
      answer = answer.and(next.answer());
    }
    return rest;
  }

  /** What is asked where so much is answered; null for nothing, or where it cannot be read so. */
  private @Nullable UnclearColumnsException next(RosterAnswer answer) {
    try {
      RosterSettings answered = answer.in(settings);
      try (Roster roster = opener.apply(answered)) {
        UnclearColumnsException.throwIfAny(roster, file);
      }
      cells(answered);
      return null;
    } catch (UnclearColumnsException e) {
      return e;
    } catch (TableFileException | RosterSettingsException e) {
      return null; // said by whoever reads it so
    }
  }

  private void cells(RosterSettings answered) {
    StatusColumns statuses = new StatusColumns();
    DateColumns dates = new DateColumns(answered);
    try (Roster roster = opener.apply(answered)) {
      for (Row row = roster.next(); row != null; row = roster.next()) {
        if (!row.isLeftOut()) {
          statuses.add(row);
          dates.add(row);
        }
      }
    }
    statuses.mustBeKnown(file);
    dates.mustBeOfOneKind(file);
    List<String> formats = dates.inWords();
    if (!formats.isEmpty()) {
      throw new UnclearColumnsException("", formats, dates.answer());
    }
  }
}
