/**
 * Corrections of a list: what a person has changed in its rows before it is imported, as JSON lines
 * in a file of their own. The list stays as it is.
 *
 * <p>Door: {@link dev.senselink.batch.roster.corrections.CorrectionsFile}.
 */
@NullMarked
package dev.senselink.batch.roster.corrections;

import org.jspecify.annotations.NullMarked;
