package dev.senselink.batch.photo;

/** What became of a photo file: a {@link Photo} to send, or a {@link Refused} to report. */
public sealed interface Prepared permits Photo, Refused {}
