package dev.senselink.batch.console.decide;

import dev.senselink.batch.outcome.Decision;

/**
 * A decision that somebody has made and that is not carried out yet. It says nothing of a person:
 * whom it is about stands in the ledger.
 *
 * @param conflict the id of what was decided about
 * @param state what that was like ({@link OpenConflict#state})
 * @param candidate which of the candidates it is about, from 0; -1 for none
 * @param by who has decided
 * @param at when, ISO 8601
 */
record Made(
    String conflict, String state, Decision decision, int candidate, String by, String at) {}
