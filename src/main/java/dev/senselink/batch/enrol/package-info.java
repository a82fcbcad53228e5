/**
 * What happens to a row: looks first, asks the server about the photo, creates or updates, answers
 * conflicts, and turns every reply into one outcome.
 *
 * <p>Start with {@link dev.senselink.batch.enrol.Enrolment}: the way of one row on one screen. From
 * the moment it is known who a row is, {@code RowState} is the drawing of what can become of it,
 * {@code RowTransitionRules} its arrows, and {@code RowStateMachine} walks along them.
 *
 * <p>Why it is so careful: the server has no idempotency key and no unique field, an update
 * replaces the whole person, and an answer may be lost after the work was done. So nothing is ever
 * sent again before a look, and nothing is sent that was not meant in the ledger first.
 */
@NullMarked
package dev.senselink.batch.enrol;

import org.jspecify.annotations.NullMarked;
