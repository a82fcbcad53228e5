package dev.senselink.batch.job.intake;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.check.Applicant;
import dev.senselink.batch.check.Checked;
import dev.senselink.batch.check.Checks;
import dev.senselink.batch.check.Finding;
import dev.senselink.batch.check.Person;
import dev.senselink.batch.ledger.firstpass.FirstPassStore;
import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.photo.folder.PhotoFolder;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The second reading: each row is either fit to be worked, or ended already by the offline rules or
 * the first pass. One thread.
 */
public final class RowSource implements Rows {
  private final Roster roster;
  private final Checks checks;
  private final PhotoFolder photos;
  private final FirstPassStore.Cursor refusals;

  public RowSource(RosterInput input, PhotoFolder photos, FirstPassStore store) {
    this.roster = input.open();
    this.checks = new Checks(input.settings());
    this.photos = photos;
    this.refusals = store.refusals();
  }

  @Override
  public @Nullable Item next() {
    Row row = roster.next();
    if (row == null) {
      return null;
    }
    Checked checked = checks.check(row);
    Person person = checked.person();
    if (person == null) {
      return ended(row, checked);
    }
    Optional<FirstPassStore.Refusal> refusal = refusals.at(row.ref().number());
    if (refusal.isPresent() && !refusal.get().photo()) {
      return ended(row, refusal.get().code(), refusal.get().reason());
    }
    PhotoChoice choice = PhotoChoice.of(row, photos);
    Finding problem =
        refusal.map(r -> new Finding(r.code(), null, r.reason())).orElseGet(choice::problem);
    return new Item(row.ref().number(), new Applicant(row, person, choice.file(), problem), null);
  }

  private static Item ended(Row row, Checked checked) {
    Finding first = checked.findings().get(0);
    String reason =
        checked.findings().stream()
            .map(Finding::reason)
            .reduce((all, next) -> words("reasons", all, next))
            .orElse("");
    return ended(row, first.code(), reason);
  }

  private static Item ended(Row row, String code, String reason) {
    Outcome outcome = Outcome.of(row.ref(), Ending.REJECTED_ROW, code, reason);
    return new Item(row.ref().number(), null, outcome);
  }

  @Override
  public void close() {
    refusals.close();
    roster.close();
  }
}
