/**
 * The check of a photos folder before there is a roster. {@code PhotoCheckJob} is the door; only
 * verdicts are kept.
 */
@NullMarked
package dev.senselink.batch.job.photos;

import org.jspecify.annotations.NullMarked;
