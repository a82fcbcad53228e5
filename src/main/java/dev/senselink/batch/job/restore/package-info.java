/**
 * Brings a backup back onto a server, plans that without changing anything, and compares a backup
 * with a server. {@code RestoreJob}, {@code RestorePlan} and {@code VerifyJob} are the door;
 * departments, groups and people are known by the backup's own ids, so nobody is made twice.
 */
@NullMarked
package dev.senselink.batch.job.restore;

import org.jspecify.annotations.NullMarked;
