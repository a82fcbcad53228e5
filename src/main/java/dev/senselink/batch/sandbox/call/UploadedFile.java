package dev.senselink.batch.sandbox.call;

/** A file part of a form, exactly as received. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
public record UploadedFile(String contentType, byte[] bytes) {}
