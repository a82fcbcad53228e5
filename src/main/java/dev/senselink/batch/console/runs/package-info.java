/** The pages Today and Runs, and the page of one run, while it is at work and after. */
@NullMarked
package dev.senselink.batch.console.runs;

import org.jspecify.annotations.NullMarked;
