/** Backups that the console makes and keeps: made, verified, compared, restored, given out. */
@NullMarked
package dev.senselink.batch.console.backups;

import org.jspecify.annotations.NullMarked;
