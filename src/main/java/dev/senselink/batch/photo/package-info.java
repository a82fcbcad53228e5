/**
 * Finds a row's photo and makes it fit to send.
 *
 * <p>Two doors: {@link dev.senselink.batch.photo.folder.PhotoFolder} tells which file of a folder
 * or zip belongs to a row, {@link dev.senselink.batch.photo.PhotoEngine} turns that file into an
 * upright sRGB JPEG without metadata, or says why not. What stands between a hostile file and the
 * decoder is in the classes called {@code …Scan}. {@link
 * dev.senselink.batch.photo.engine.PhotoEngineChoice} chooses between the two engines there are.
 *
 * <p>This package knows neither rosters nor faces nor the server: it gets plain strings and limits,
 * and whether a picture shows one person is decided elsewhere.
 */
@NullMarked
package dev.senselink.batch.photo;

import org.jspecify.annotations.NullMarked;
