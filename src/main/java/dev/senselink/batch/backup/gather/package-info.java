/**
 * Asks the server for everybody and everything a backup needs, and lays it out by id in scratch
 * files, so that memory does not grow with the people. Inside of the stage: only the rooms that
 * make and compare backups call it.
 */
@NullMarked
package dev.senselink.batch.backup.gather;

import org.jspecify.annotations.NullMarked;
