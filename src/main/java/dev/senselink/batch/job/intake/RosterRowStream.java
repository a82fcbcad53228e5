package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.check.CheckResult;
import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.check.RosterPerson;
import dev.senselink.batch.check.RowCheck;
import dev.senselink.batch.ledger.firstpass.FirstPassStore;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowStanding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second reading: each row is either fit to be worked, or ended already by the offline rules or
 * the first pass. One thread.
 */
public final class RosterRowStream implements RowStream {
  private final Roster roster;
  private final RosterSettings settings;
  private final PhotoFolder photos;
  private final FirstPassStore.Cursor refusals;
  private final LastWord settled;

  /** Has the last word on a row that has ended. */
  @FunctionalInterface
  public interface LastWord {
    /** How the row ends, given how it would. */
    Outcome settled(Row row, Outcome outcome);
  }

  public RosterRowStream(RosterInput input, PhotoFolder photos, FirstPassStore store) {
    this(input, photos, store, (row, outcome) -> outcome);
  }

  /**
   * @param settled has the last word on rows that have ended
   */
  public RosterRowStream(
      RosterInput input, PhotoFolder photos, FirstPassStore store, LastWord settled) {
    this.settled = settled;
    this.roster = input.open();
    this.settings = input.settings();
    this.photos = photos;
    this.refusals = store.refusals();
  }

  @Override
  public @Nullable Item next() {
    Row row = roster.next();
    if (row == null) {
      return null;
    }
    if (row.isLeftOut()) {
      Outcome leftOut = Outcome.of(row.ref(), RowEnding.SKIPPED_LEFT_OUT, "", words("row.leftOut"));
      return new Item(row.ref().number(), null, leftOut);
    }
    RowStanding standing = RowStanding.of(row, settings);
    if (standing.kind() == RowStanding.Kind.FILTERED) {
      return skipped(row, RowEnding.SKIPPED_FILTERED, standing.why());
    }
    if (standing.kind() == RowStanding.Kind.NOT_BEGUN) {
      return skipped(row, RowEnding.SKIPPED_NOT_BEGUN, standing.why());
    }
    if (standing.kind() == RowStanding.Kind.LEFT) {
      return departed(row, standing.why());
    }
    CheckResult checked = RowCheck.of(row, settings);
    RosterPerson person = checked.person();
    if (person == null) {
      return ended(row, checked);
    }
    if (standing.kind() == RowStanding.Kind.UNCLEAR) {
      Outcome unclear =
          Outcome.of(row.ref(), RowEnding.REVIEW, RowStanding.UNCLEAR_CODE, standing.why());
      return new Item(row.ref().number(), null, settled.settled(row, unclear));
    }
    Optional<FirstPassStore.Refusal> refusal = refusals.at(row.ref().number());
    if (refusal.isPresent() && !refusal.get().photo()) {
      return ended(row, refusal.get().code(), refusal.get().reason());
    }
    PhotoChoice choice = PhotoChoice.of(row, photos);
    Finding problem =
        refusal.map(r -> new Finding(r.code(), null, r.reason())).orElseGet(choice::problem);
    return new Item(row.ref().number(), new CheckedRow(row, person, choice.file(), problem), null);
  }

  /** Before duplicates and photos: the row claims neither. */
  private Item departed(Row row, String why) {
    RosterPerson who = RowCheck.identity(row, settings).person();
    return who == null
        ? skipped(row, RowEnding.SKIPPED_DEPARTED, words("row.departed.nobody", why))
        : new Item(row.ref().number(), new CheckedRow(row, who, null, null, why), null);
  }

  private Item skipped(Row row, RowEnding how, String why) {
    Outcome outcome = Outcome.of(row.ref(), how, "", why);
    return new Item(row.ref().number(), null, settled.settled(row, outcome));
  }

  private Item ended(Row row, CheckResult checked) {
    Finding first = checked.findings().get(0);
    String reason =
        checked.findings().stream()
            .map(Finding::reason)
            .reduce((all, next) -> words("reasons", all, next))
            .orElse("");
    return ended(row, first.code(), reason);
  }

  private Item ended(Row row, String code, String reason) {
    Outcome outcome = Outcome.of(row.ref(), RowEnding.REJECTED_ROW, code, reason);
    return new Item(row.ref().number(), null, settled.settled(row, outcome));
  }

  @Override
  public void close() {
    refusals.close();
    roster.close();
  }
}
