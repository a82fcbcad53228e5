/**
 * Groups of options that several commands take, each judged by itself and then as a whole, and what
 * is said at the end of a run. The door to a server, {@code ConnectionOptions}, with its secret and
 * the servers already known, stands here.
 */
@NullMarked
package dev.senselink.batch.cli.option;

import org.jspecify.annotations.NullMarked;
