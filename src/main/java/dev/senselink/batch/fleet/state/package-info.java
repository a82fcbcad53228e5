/**
 * How the sites of a fleet stand, where that is kept, and what it comes to. Start with {@link
 * dev.senselink.batch.fleet.state.SiteState}.
 */
@NullMarked
package dev.senselink.batch.fleet.state;

import org.jspecify.annotations.NullMarked;
