package dev.senselink.batch.photo;

/** What became of a photo file: a {@link Photo} to send, or a {@link PhotoRefusal} to report. */
public sealed interface PreparationResult permits Photo, PhotoRefusal {}
