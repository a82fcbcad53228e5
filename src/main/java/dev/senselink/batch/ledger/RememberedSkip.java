package dev.senselink.batch.ledger;

import dev.senselink.batch.outcome.Ending;
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
 * @param photoSha the digest of the row's photo file, {@code ""} for none
 * @param ending how such a row ends
 * @param code the code that it ends with
 */
public record RememberedSkip(
    String whoSha,
    long candidate,
    String candidateSha,
    boolean canForce,
    long person,
    String photoSha,
    Ending ending,
    String code,
    Instant decidedAt) {}
