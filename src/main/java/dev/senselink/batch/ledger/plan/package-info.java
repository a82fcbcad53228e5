/**
 * What a run is going to do, written down before it does it: a file of JSON lines that people read
 * and {@code apply} carries out.
 *
 * <p>Doors: {@link dev.senselink.batch.ledger.plan.PlanWriter}, {@link
 * dev.senselink.batch.ledger.plan.PlanFile}. Knows nothing of how a plan comes about.
 */
@NullMarked
package dev.senselink.batch.ledger.plan;

import org.jspecify.annotations.NullMarked;
