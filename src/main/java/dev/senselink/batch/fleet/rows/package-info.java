/**
 * Which rows are whose: a fleet's list taken apart, and who is named at which site. Start with
 * {@link dev.senselink.batch.fleet.rows.FleetRows}.
 */
@NullMarked
package dev.senselink.batch.fleet.rows;

import org.jspecify.annotations.NullMarked;
