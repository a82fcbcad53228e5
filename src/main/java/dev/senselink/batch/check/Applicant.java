package dev.senselink.batch.check;

import dev.senselink.batch.photo.PhotoFile;
import dev.senselink.batch.roster.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row that passed every offline rule, with what was found for its photo.
 *
 * @param person what the row asks for
 * @param photo the one file that is this row's photo, {@code null} if there is none
 * @param photoProblem why the row's photo cannot be used, {@code null} if nothing is wrong; a row
 *     that simply has no photo has neither
 */
public record Applicant(
    Row row, Person person, @Nullable PhotoFile photo, @Nullable Finding photoProblem) {}
