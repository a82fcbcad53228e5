/** Job files: shown, tried, run and scheduled; kept of an import, and never changed. */
@NullMarked
package dev.senselink.batch.console.jobs;

import org.jspecify.annotations.NullMarked;
