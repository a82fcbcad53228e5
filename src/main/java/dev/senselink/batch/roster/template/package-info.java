/**
 * Writes an empty roster that an import recognises, with an example that is never taken for a
 * person. {@code RosterTemplate} is the door.
 */
@NullMarked
package dev.senselink.batch.roster.template;

import org.jspecify.annotations.NullMarked;
