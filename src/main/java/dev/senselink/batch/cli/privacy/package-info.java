/**
 * The command {@code privacy}: show, erase and prune what the data folder holds of people. What
 * cannot be undone is asked for first.
 */
@NullMarked
package dev.senselink.batch.cli.privacy;

import org.jspecify.annotations.NullMarked;
