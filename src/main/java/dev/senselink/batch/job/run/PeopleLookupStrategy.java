package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryAttempts;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.enrol.lookup.PeopleSnapshot;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Takes the snapshot of the people already on the server, and chooses whether each is asked for as
 * well.
 */
public final class PeopleLookupStrategy {
  /** A list that has not ended by then costs more than looking each row up. */
  private static final Duration LONGEST_LIST = Duration.ofSeconds(60);

  private static final Duration NO_LIMIT = Duration.ofDays(1);
  private static final int FEW_ROWS = 20;

  private final RetryingClient server;
  private final Ledger ledger;
  private final JobProgress progress;
  private final Machine machine;

  public PeopleLookupStrategy(RunResources resources) {
    this.server = resources.server();
    this.ledger = resources.ledger();
    this.progress = resources.progress();
    this.machine = resources.connection().machine();
  }

  /**
   * Takes the snapshot, and tells whether each row is looked up on the server as well: rosters of a
   * few rows, and all where no list could be had.
   *
   * @throws StoppedException if the server's list does not prove itself whole, or leaves somebody
   *     out who is there
   */
  public boolean lookUpEach(ImportSettings.Lookup lookup, String run, int rows) {
    progress.waiting(words("waiting.people"));
    boolean listOnly = lookup == ImportSettings.Lookup.LIST;
    Duration longest = listOnly ? NO_LIMIT : LONGEST_LIST;
    SnapshotProof proof = new SnapshotProof(server, ledger.seen(), progress);
    Reply<Long> reply = proof.whole(listed(run, longest), () -> listed(run, longest));
    if (reply instanceof Reply.Answer) {
      boolean gone = tellOfNewIds() || proof.isAnyGone();
      if (gone && !run.isEmpty()) { // a dry run leaves no trace
        ledger.seen().forgetAbsent(); // nor does the next run wait for them
      }
      boolean few = rows <= FEW_ROWS && !listOnly;
      return lookup == ImportSettings.Lookup.EACH || few;
    }
    if (listOnly || reply.isUnproven()) {
      ServerPreflight.need(server, reply, words("asked.people"));
    }
    ledger.known().replaceAll().close();
    if (server.stopCause() == null) {
      progress.say(words("people.notWhole", reply.words()));
    } // else nothing will be looked up any more
    return true;
  }

  /** A server set up anew gives its ids once more, to other people. */
  private boolean tellOfNewIds() {
    OptionalLong seen = ledger.seen().highest();
    long there = ledger.known().highest();
    boolean anew = seen.isPresent() && seen.getAsLong() > there;
    if (anew) {
      progress.say(words("people.newIds", there, seen.getAsLong()));
    }
    return anew;
  }

  /** Tried like any call, as long as there is time left. */
  private Reply<Long> listed(String run, Duration atMost) {
    PeopleSnapshot snapshot = new PeopleSnapshot(server, ledger, run);
    Deadline over = Deadline.in(machine, atMost);
    RetryAttempts tries = server.attempts();
    Reply<Long> reply = snapshot.take(over.left());
    while (!over.isOver() && tries.again(reply)) {
      reply = snapshot.take(over.left());
    }
    return reply;
  }
}
