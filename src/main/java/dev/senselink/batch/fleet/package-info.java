/**
 * Many servers at once: what a fleet is ({@link dev.senselink.batch.fleet.FleetDefinition}), and
 * where its sites are listed ({@link dev.senselink.batch.fleet.InventoryFile}).
 *
 * <p>It knows no command and no server: what is done at a site is the single command itself, which
 * whoever calls hands in.
 */
@NullMarked
package dev.senselink.batch.fleet;

import org.jspecify.annotations.NullMarked;
