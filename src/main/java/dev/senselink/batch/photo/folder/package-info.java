/**
 * Finds which file of a folder or zip is a row's photo, by path, name or stem, whatever the
 * encoding of the names. {@code PhotoFolder} is the door; zips are read in place, and what an entry
 * claims of its size is never relied on.
 */
@NullMarked
package dev.senselink.batch.photo.folder;

import org.jspecify.annotations.NullMarked;
