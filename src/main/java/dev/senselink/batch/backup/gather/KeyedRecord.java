package dev.senselink.batch.backup.gather;

/**
 * Something packed small, with the id it is sorted by.
 *
 * @param data belongs to this item alone
 */
public record KeyedRecord(long key, byte[] data) {}
