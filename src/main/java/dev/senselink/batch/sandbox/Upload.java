package dev.senselink.batch.sandbox;

/** A file part of a form, exactly as received. */
record Upload(String contentType, byte[] bytes) {}
