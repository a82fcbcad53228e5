package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeStore;
import dev.senselink.batch.ledger.lists.LeaverStore;

/**
 * Where the outcomes of an import lie and where its leavers are noted.
 *
 * @param dry whether they lie beside the ledger, which is not changed
 */
public record ListNotes(OutcomeStore outcomes, LeaverStore leavers, boolean dry) {
  /** Those of a run. */
  static ListNotes of(Ledger ledger) {
    return new ListNotes(ledger.outcomes(), ledger.leavers(), false);
  }
}
