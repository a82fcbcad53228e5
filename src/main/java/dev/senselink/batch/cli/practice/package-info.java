/**
 * The commands {@code demo} and {@code sandbox}: the first sample worked against the embedded
 * server, and that server on its own.
 */
@NullMarked
package dev.senselink.batch.cli.practice;

import org.jspecify.annotations.NullMarked;
