/**
 * What a run has to tell is gathered here for the report: its facts, its pictures, the commands to
 * run next, and whether the folder can be written. Used by the jobs only.
 */
@NullMarked
package dev.senselink.batch.job.report;

import org.jspecify.annotations.NullMarked;
