/** Job files: shown, tried, run and scheduled; never written. */
@NullMarked
package dev.senselink.batch.console.jobs;

import org.jspecify.annotations.NullMarked;
