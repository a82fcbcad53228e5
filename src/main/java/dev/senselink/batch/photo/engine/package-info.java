/**
 * Turns a checked picture into an upright sRGB JPEG without metadata and within limits, by OpenCV
 * where it works and by pure Java everywhere, in a fixed share of the heap. {@code
 * PhotoEngineChoice} opens one; natives are unpacked into a folder only the user can write to.
 */
@NullMarked
package dev.senselink.batch.photo.engine;

import org.jspecify.annotations.NullMarked;
