/**
 * "People": one person wherever they appear, and what can be done about them, each by the command
 * that is typed elsewhere. Start: {@link dev.senselink.batch.console.people.PeopleController}.
 */
@NullMarked
package dev.senselink.batch.console.people;

import org.jspecify.annotations.NullMarked;
