package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.Decision;

/**
 * The last decision about a row that was begun to be carried out.
 *
 * @param candidate whom it is about, 0 for nobody
 * @param fileSha the SHA-256 of the conflicts file that said so
 * @param carriedOut whether nothing is left to do for it, whatever came of it
 */
public record RowDecision(Decision decision, long candidate, String fileSha, boolean carriedOut) {

  /** Whether this is what a file says, too. Whom one skips for does not matter. */
  public boolean says(Decision what, long about) {
    return decision == what && (what == Decision.SKIP || candidate == about);
  }
}
