package dev.senselink.batch.job;

import static dev.senselink.batch.job.Words.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.Server;
import dev.senselink.batch.enrol.Snapshot;
import dev.senselink.batch.ledger.Ledger;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Chooses how people already on the server are found, and takes the snapshot if that is the way.
 */
final class People {
  /** A list that has not ended by then costs more than looking each row up. */
  private static final Duration LONGEST_LIST = Duration.ofSeconds(60);

  private static final Duration NO_LIMIT = Duration.ofDays(1);
  private static final int FEW_ROWS = 20;

  private final Server server;
  private final Ledger ledger;
  private final Progress progress;

  People(Server server, Ledger ledger, Progress progress) {
    this.server = server;
    this.ledger = ledger;
    this.progress = progress;
  }

  /** Whether each row is looked up on the server; false when the snapshot is there. */
  boolean lookUpEach(ImportSettings.Lookup lookup, String run, int rows) {
    boolean few = rows <= FEW_ROWS;
    if (lookup == ImportSettings.Lookup.EACH || (lookup == ImportSettings.Lookup.AUTO && few)) {
      ledger.known().refill().close();
      return true;
    }
    progress.waiting(words("waiting.people"));
    Snapshot snapshot = new Snapshot(server, ledger, run);
    if (lookup == ImportSettings.Lookup.LIST) {
      var attempts = server.attempts();
      Reply<Long> reply = snapshot.take(NO_LIMIT);
      while (attempts.again(reply)) {
        reply = snapshot.take(NO_LIMIT);
      }
      Site.need(server, reply, words("asked.people"));
      tellOfNewIds(run);
      return false;
    }
    Reply<Long> reply = snapshot.take(LONGEST_LIST);
    if (reply instanceof Reply.Answer) {
      tellOfNewIds(run);
      return false;
    }
    if (server.stopCause() != null) {
      return true; // nothing will be looked up any more
    }
    progress.say(words("people.notWhole", reply.words()));
    ledger.known().refill().close();
    return true;
  }

  /** A server set up anew gives its ids once more, to other people. */
  private void tellOfNewIds(String run) {
    OptionalLong seen = ledger.seen().highest();
    long there = ledger.known().highest();
    if (seen.isPresent() && seen.getAsLong() > there) {
      progress.say(words("people.newIds", there, seen.getAsLong()));
      if (!run.isEmpty()) { // a dry run leaves no trace
        ledger.seen().forgetAbsent();
      }
    }
  }
}
