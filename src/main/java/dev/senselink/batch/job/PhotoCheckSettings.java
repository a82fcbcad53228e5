package dev.senselink.batch.job;

import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import dev.senselink.batch.photo.PhotoLimits;
import java.nio.file.Path;

/**
 * What {@code photos check} is to do.
 *
 * @param photos a folder or zip
 * @param recheck whether earlier verdicts are forgotten first
 * @param report where the report goes
 */
public record PhotoCheckSettings(
    Path photos, PhotoLimits limits, Quality quality, boolean recheck, ReportPlace report) {}
