package dev.senselink.batch.backup;

/**
 * Something packed small, with the id it is sorted by.
 *
 * @param data belongs to this item alone
 */
record Item(long key, byte[] data) {}
