/**
 * A photo before it is sent: prepared, then judged by the server for faces and quality, the same
 * bytes once across runs. {@code UnassignedPhotoCheck} is the door for photos that belong to no row
 * yet.
 */
@NullMarked
package dev.senselink.batch.enrol.photo;

import org.jspecify.annotations.NullMarked;
