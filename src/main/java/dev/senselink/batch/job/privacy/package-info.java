/**
 * Shows, erases and prunes what the data folder holds of people, rosters and reports included.
 * {@code PrivacyJob} is the door and takes the folder's lock.
 */
@NullMarked
package dev.senselink.batch.job.privacy;

import org.jspecify.annotations.NullMarked;
