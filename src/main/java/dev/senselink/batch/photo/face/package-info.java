/**
 * Looks at a prepared photo on this machine: how many faces, which way up, and what a person may
 * want to know before the photo is sent. {@code FaceCheck} is the door.
 *
 * <p>Nothing here can tell one person from another: no template is computed, and what is kept of a
 * photo are counts and hints.
 */
@NullMarked
package dev.senselink.batch.photo.face;

import org.jspecify.annotations.NullMarked;
