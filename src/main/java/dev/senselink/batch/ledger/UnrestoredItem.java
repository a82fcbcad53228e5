package dev.senselink.batch.ledger;

/**
 * Something that a restore could not bring back beside its rows.
 *
 * @param what a word for programs: {@code device}, {@code leader}, …
 * @param count how many
 * @param why in words, and what to do
 */
public record UnrestoredItem(String what, long count, String why) {}
