/**
 * What people decided about conflicts: a filled-in conflicts file held against the ledger, and rows
 * skipped on purpose in an earlier run. {@code DecisionSheet} and {@code ConflictDecision} are the
 * door for the job that resolves; nothing is sent from here.
 */
@NullMarked
package dev.senselink.batch.enrol.decide;

import org.jspecify.annotations.NullMarked;
