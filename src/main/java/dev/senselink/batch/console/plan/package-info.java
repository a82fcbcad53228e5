/**
 * What a plan would do, as pages show it: how many people by kind, and each with the old and the
 * new side by side. Door: {@link dev.senselink.batch.console.plan.PlanView}.
 */
@NullMarked
package dev.senselink.batch.console.plan;

import org.jspecify.annotations.NullMarked;
