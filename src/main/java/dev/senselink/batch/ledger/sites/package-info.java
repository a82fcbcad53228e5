/**
 * What a fleet's manager and its workers on other machines know of a site together, in the database
 * that all of them share: what is to be done there, who is at it, and how it ended. Start with
 * {@link dev.senselink.batch.ledger.sites.SiteBoard}.
 */
@NullMarked
package dev.senselink.batch.ledger.sites;

import org.jspecify.annotations.NullMarked;
