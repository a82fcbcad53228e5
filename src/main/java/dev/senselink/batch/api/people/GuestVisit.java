package dev.senselink.batch.api.people;

/**
 * Whom a visitor comes to see and when (manual 6.3.4). The API takes it and never gives it back.
 *
 * @param receptionUserId the host, a member of staff
 * @param from {@code yyyy-MM-dd HH:mm:ss} in the server's own time
 * @param to likewise, later than {@code from}
 */
public record GuestVisit(long receptionUserId, String from, String to) {}
