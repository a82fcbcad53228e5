/**
 * The commands {@code export}, {@code restore} and {@code verify}. Each reads its options, calls
 * one job and says how it ended; only the catalogue of commands uses them.
 */
@NullMarked
package dev.senselink.batch.cli.backup;

import org.jspecify.annotations.NullMarked;
