/**
 * Who on the server is meant: people by their key, departments, groups and hosts by what a cell
 * says, asked of the server or of a snapshot of it. {@code ServerPlaces}, {@code PeopleSnapshot}
 * and {@code ServerSearch} may be called from outside; it only reads.
 */
@NullMarked
package dev.senselink.batch.enrol.lookup;

import org.jspecify.annotations.NullMarked;
