/**
 * What only guests need: visits that are over, and the removal of guests nobody names any more.
 * {@code EndedGuestRemoval} is the door; a guest whom somebody has touched meanwhile stays.
 */
@NullMarked
package dev.senselink.batch.enrol.guests;

import org.jspecify.annotations.NullMarked;
