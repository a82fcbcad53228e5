package dev.senselink.batch.sandbox;

/** A file part of a form, exactly as received. */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
record Upload(String contentType, byte[] bytes) {}
