/**
 * Carrying out a plan, whatever it is of: proven, fresh, for this server, kept beside its run, and
 * row by row held against what would be done now.
 */
@NullMarked
package dev.senselink.batch.job.plan;

import org.jspecify.annotations.NullMarked;
