/**
 * What a fleet's run leaves for people and programs: one page, one table and one document of all
 * sites. Start with {@link dev.senselink.batch.fleet.report.FleetReport}.
 */
@NullMarked
package dev.senselink.batch.fleet.report;

import org.jspecify.annotations.NullMarked;
