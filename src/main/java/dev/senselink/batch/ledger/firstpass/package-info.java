/**
 * What the first pass over a roster remembers between rows, on disk: values that may occur twice,
 * and the rows refused because of them. Door: FirstPassStore. Why no database: on a million rows
 * that share values, grouping in one took over 256 MB of heap and minutes; sorting fixed-size
 * records takes a few megabytes and seconds.
 */
@NullMarked
package dev.senselink.batch.ledger.firstpass;

import org.jspecify.annotations.NullMarked;
