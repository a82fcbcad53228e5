/**
 * The requests that change people, and the proofs that they did what was asked: create, update,
 * look after a lost answer, read back, answer a similar face, audit at the end. Only {@code enrol}
 * calls in.
 */
@NullMarked
package dev.senselink.batch.enrol.write;

import org.jspecify.annotations.NullMarked;
