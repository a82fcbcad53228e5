/**
 * A backup of all that the server gives: written, read back, and held against what it was.
 *
 * <p>Doors: {@link dev.senselink.batch.backup.Backup#open} reads one, {@link
 * dev.senselink.batch.backup.verify.Verification} finds what is damaged. Files and columns are
 * those of BACKUP.md. Knows no ledger, no job and no enrolment: who makes a backup tells it what a
 * ledger knows, who restores one reads its records here.
 */
@NullMarked
package dev.senselink.batch.backup;

import org.jspecify.annotations.NullMarked;
