package dev.senselink.batch.enrol.photo;

import dev.senselink.batch.photo.Photo;

/**
 * A photo at hand for a row.
 *
 * @param qaCode a failed quality check that is let pass, else 0
 * @param avatar the server's own photo it was fetched as, {@code ""} for the row's file
 */
public record ReadyPhoto(Photo photo, int qaCode, String avatar) {}
