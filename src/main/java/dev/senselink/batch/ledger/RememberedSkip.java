package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.RowEnding;
import java.time.Instant;

/**
 * A row that a person decided to skip, so that later runs need not ask again.
 *
 * @param whoSha the digest of the row's key and name
 * @param candidate the person on the server who was the reason, 0 for nobody
 * @param candidateSha the digest of that person's name and key as they were then, {@code ""} for
 *     nobody
 * @param canForce whether the server would let the row be forced past that person
 * @param person the person whom the row was to update, 0 for nobody
 * @param decidedBySha the digest of what of the row the decision holds for: its photo file, {@code
 *     ""} for none; and the visit of a guest who was to be updated
 * @param ending how such a row ends
 * @param code the code that it ends with
 */
public record RememberedSkip(
    String whoSha,
    long candidate,
    String candidateSha,
    boolean canForce,
    long person,
    String decidedBySha,
    RowEnding ending,
    String code,
    Instant decidedAt) {}
