package dev.senselink.batch.ledger.sites;

/**
 * A site that was given out, once.
 *
 * @param run the fleet's run that it belongs to
 * @param message the one that tells of it: each older one of the same site counts no more
 */
public record SiteNotice(String run, String site, String message) {}
