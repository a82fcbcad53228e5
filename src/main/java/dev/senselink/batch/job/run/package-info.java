/**
 * What any run needs while it works: the server asked who it is, the run found or begun, intents
 * left open settled, missing departments and groups created, and many rows worked at once while
 * their outcomes come out one by one. Used by the jobs; of outside only the list of unfinished
 * runs.
 */
@NullMarked
package dev.senselink.batch.job.run;

import org.jspecify.annotations.NullMarked;
