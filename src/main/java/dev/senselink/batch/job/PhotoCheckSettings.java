package dev.senselink.batch.job;

import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.photo.PhotoLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What {@code photos check} is to do.
 *
 * @param photos a folder or zip
 * @param recheck whether earlier verdicts are forgotten first
 * @param report the report folder; {@code null} for the standard one
 */
public record PhotoCheckSettings(
    Path photos, PhotoLimits limits, Quality quality, boolean recheck, @Nullable Path report) {}
