/**
 * A fleet at work: canary, waves, windows, and the state of every site, so that the same command
 * goes on after a crash. Start with {@link dev.senselink.batch.fleet.run.FleetRun}.
 *
 * <p>Why not a partitioned step of Spring Batch, in this process: a site's run is the single
 * command, whose job, ledger and recovery are its own already, so a partition would hold nothing
 * but the name of a site and an exit code; Batch's handlers start all partitions of a step at once
 * or in any order, know no canary, no wave, no window and no site that is to be tried later, and
 * would all have to be replaced; and the repository would be a database that nobody can read beside
 * the one process that has it open, where {@code fleet status} has to. A journal of a line a
 * change, forced to the disk, is as safe and a tenth of it. What a site needs is told in one value
 * ({@link dev.senselink.batch.fleet.run.SiteOrder}), and whoever carries it out is a {@link
 * dev.senselink.batch.fleet.run.SiteRunner}: this process, or workers on other machines.
 */
@NullMarked
package dev.senselink.batch.fleet.run;

import org.jspecify.annotations.NullMarked;
