/**
 * "Decide": rows that a program must not decide about, one at a time, with both faces; and carrying
 * out what was decided, which is the command {@code resolve}. Start: {@link
 * dev.senselink.batch.console.decide.DecideController}.
 */
@NullMarked
package dev.senselink.batch.console.decide;

import org.jspecify.annotations.NullMarked;
