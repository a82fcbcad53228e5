/**
 * Tells whoever was not there how a run ended: what there is to tell, without a name, a number or a
 * face, and the delivery that tries again for a while.
 *
 * <p>Start with {@link dev.senselink.batch.notify.EndedJob}. How it travels is the matter of the
 * rooms {@code mail} and {@code web}; for machines it is kept by {@code metrics}.
 */
@NullMarked
package dev.senselink.batch.notify;

import org.jspecify.annotations.NullMarked;
