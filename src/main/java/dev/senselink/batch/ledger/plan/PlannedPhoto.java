package dev.senselink.batch.ledger.plan;

/**
 * A photo that is to be sent.
 *
 * @param file its path below the photos folder, an ID number in it left out
 * @param hash of its bytes, keyed
 */
public record PlannedPhoto(String file, String hash) {}
