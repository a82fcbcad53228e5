package dev.senselink.batch.ledger.lists;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a list has named.
 *
 * @param hashes name and keys as the list last had them
 * @param missedBy the number of the import that missed them first, 0 if none does
 * @param missingSince when that was, by the server's clock; {@code null} if none does
 */
public record ListMember(
    long person, MemberHashes hashes, int missedBy, @Nullable Instant missingSince) {}
