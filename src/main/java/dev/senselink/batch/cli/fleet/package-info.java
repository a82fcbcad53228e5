/**
 * The commands of a fleet: each reads the fleet's files and has the single command run at every
 * site. Start with {@link dev.senselink.batch.cli.fleet.FleetReader}.
 */
@NullMarked
package dev.senselink.batch.cli.fleet;

import org.jspecify.annotations.NullMarked;
