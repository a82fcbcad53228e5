/**
 * Finds what is wrong in a backup, or different on the server by now; changes nothing. Door:
 * Verification, which needs no server, and ServerComparison, which holds a sound backup against it.
 * Every damage is told once, with file and id, never with a person.
 */
@NullMarked
package dev.senselink.batch.backup.verify;

import org.jspecify.annotations.NullMarked;
