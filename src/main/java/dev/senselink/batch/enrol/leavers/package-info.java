/**
 * What only lists need: who was on a roster is remembered, so that a later one tells who has left.
 */
@NullMarked
package dev.senselink.batch.enrol.leavers;

import org.jspecify.annotations.NullMarked;
