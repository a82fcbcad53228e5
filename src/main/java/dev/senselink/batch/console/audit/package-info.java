/** Who did what in the console, written down before it is done. */
@NullMarked
package dev.senselink.batch.console.audit;

import org.jspecify.annotations.NullMarked;
