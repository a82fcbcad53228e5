/**
 * One thing of the server at a time, without a roster: people, departments, groups, devices and the
 * company are shown, changed and deleted, and a change is looked for afterwards.
 *
 * <p>Whether the server is as this program needs it is the room {@code doctor}'s matter, which only
 * reads. Knows no roster, no job and no options.
 */
@NullMarked
package dev.senselink.batch.directory;

import org.jspecify.annotations.NullMarked;
