/**
 * What stands between a hostile file and a decoder: each format's container walked to its end, its
 * size bounded, metadata cut out, and a JPEG's coded pixels walked as well. {@code ScannedPicture}
 * is the door for the engines.
 */
@NullMarked
package dev.senselink.batch.photo.format;

import org.jspecify.annotations.NullMarked;
