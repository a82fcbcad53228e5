package dev.senselink.batch.ledger.before;

import dev.senselink.batch.ledger.store.LedgerDatabase;
import dev.senselink.batch.machine.Machine;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When images of one server and company are noted: each later than any other one, even where the
 * clock was put back or another machine has noted that one, for by it it is known who wrote last.
 * The clock that machines share is asked now and then only: workers would stand in line for it.
 * Safe between threads.
 */
final class ImageClock {
  private static final Duration TRUSTED = Duration.ofSeconds(5);

  private final LedgerDatabase database;
  private final Machine machine;
  private final String server;
  private final long company;
  private @Nullable Instant latest;
  private @Nullable Reading last;

  /** What the shared clock said, and what this machine's clocks said then. */
  private record Reading(Instant told, long nanos, Instant wall) {}

  ImageClock(LedgerDatabase database, String server, long company) {
    this.database = database;
    this.machine = database.machine();
    this.server = server;
    this.company = company;
  }

  synchronized Instant moment() {
    Instant before = latest == null ? newest() : latest;
    Instant now = now().truncatedTo(ChronoUnit.MILLIS);
    Instant moment = now.isAfter(before) ? now : before.plusMillis(1);
    latest = moment;
    return moment;
  }

  private Instant newest() {
    Timestamp noted =
        database
            .jdbc()
            .queryForObject(
                "SELECT MAX(NOTED_AT) FROM BEFORE_IMAGE WHERE SERVER = ? AND COMPANY = ?",
                Timestamp.class,
                server,
                company);
    return noted == null ? Instant.EPOCH : noted.toInstant();
  }

  private Instant now() {
    if (!database.isShared()) {
      return database.now();
    }
    long nanos = machine.nanos();
    Instant wall = machine.wall().instant();
    Reading told = last;
    if (told != null) {
      Duration since = Duration.ofNanos(nanos - told.nanos());
      // Asleep, only the one of its two clocks goes on.
      if (isShort(since) && isShort(Duration.between(told.wall(), wall))) {
        return told.told().plus(since);
      }
    }
    Instant now = database.now();
    last = new Reading(now, nanos, wall);
    return now;
  }

  private static boolean isShort(Duration since) {
    return !since.isNegative() && since.compareTo(TRUSTED) < 0;
  }
}
