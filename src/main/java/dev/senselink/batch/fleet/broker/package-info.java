/**
 * Sites of a fleet that are worked on other machines: the manager puts each on the board in the
 * shared database and sends a message that tells of it, a worker that gets the message takes the
 * site, works it with the single command and writes down how it ended. Start with {@link
 * dev.senselink.batch.fleet.broker.BrokerRunner} and {@link
 * dev.senselink.batch.fleet.broker.SiteWorker}.
 *
 * <p>Why this is no remote partitioning of Spring Batch: its handler sends all partitions of a step
 * at once, which leaves no canary, no wave, no window and no later try of a site; it would have to
 * be replaced, and with it what the repository knows of a partition, which is a name and an exit
 * code. And the repository's steps would be a second truth beside the fleet's journal. Here the
 * journal alone says how a site stands, the broker carries ids and nothing else, and what must not
 * be lost or done twice is one row a site, changed by statements that name what they take for
 * granted. A message that is lost, late or there twice changes nothing: it tells of a row, and the
 * row says whether anything is to be done.
 */
@NullMarked
package dev.senselink.batch.fleet.broker;

import org.jspecify.annotations.NullMarked;
