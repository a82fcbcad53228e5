/**
 * A roster or a backup taken in before anything is sent: copied, read once from end to end, its
 * rows handed out fit to be worked or already ended. Used by the jobs only.
 */
@NullMarked
package dev.senselink.batch.job.intake;

import org.jspecify.annotations.NullMarked;
