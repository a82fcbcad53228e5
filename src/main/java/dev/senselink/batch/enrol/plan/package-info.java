/**
 * Who is asked before anything is changed for a row: nobody in an ordinary run, a plan that notes
 * it, or a plan that allows it or not.
 *
 * <p>Door: {@link dev.senselink.batch.enrol.plan.ChangeGate}.
 */
@NullMarked
package dev.senselink.batch.enrol.plan;

import org.jspecify.annotations.NullMarked;
