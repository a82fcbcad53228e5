/**
 * The drawing of a row's way from the moment it is known who it is: states, events, facts, steps
 * and the one table of transitions between them. It is a pure calculation: it asks nobody, changes
 * nothing and is walked by {@code RowStateMachine}.
 */
@NullMarked
package dev.senselink.batch.enrol.state;

import org.jspecify.annotations.NullMarked;
