/**
 * What the program has of the machine under it: two clocks, chance, threads, waiting for one
 * another, and the moment bytes are really on the disk.
 *
 * <p>Door: {@link dev.senselink.batch.machine.Machine}. Everything that waits, starts a thread or
 * reads a clock asks here, so that a whole run can be played in simulated time, one thread after
 * the other. Knows nothing of ours.
 */
@NullMarked
package dev.senselink.batch.machine;

import org.jspecify.annotations.NullMarked;
