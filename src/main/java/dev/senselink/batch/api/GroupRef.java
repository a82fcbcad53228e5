package dev.senselink.batch.api;

/**
 * A group as a person's record names it.
 *
 * @param type 1 staff, 2 visitors, 0 not said
 */
public record GroupRef(long id, String name, int type) {}
