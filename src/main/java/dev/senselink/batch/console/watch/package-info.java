/** What the console does by itself while it is open: the checks, once a day, and jobs when due. */
@NullMarked
package dev.senselink.batch.console.watch;

import org.jspecify.annotations.NullMarked;
