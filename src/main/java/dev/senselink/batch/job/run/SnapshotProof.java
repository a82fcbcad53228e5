package dev.senselink.batch.job.run;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.ledger.SeenPersonIds;
import dev.senselink.batch.machine.Deadline;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/**
 * Holds a list of everybody against the people whom this data folder knows to be there. A server
 * that has just started may list some of its people only, or nobody, and count no more: whoever is
 * left out would be created a second time.
 */
final class SnapshotProof {
  /** No zone is further away. */
  private static final Duration DAY = Duration.ofDays(1);

  private static final int WITNESSES = 3;

  /** A few are missing after any deletion by hand, which does not take minutes to believe. */
  private static final int FEW = 5;

  private static final int ONE_OF = 10;
  private static final Duration FEW_COME_BACK = RetryingClient.LONGEST_LAG.multipliedBy(3);

  /** Between two lists, which cost a large server some work. */
  private static final Duration PAUSE = RetryingClient.LONGEST_LAG.multipliedBy(2);

  private final RetryingClient server;
  private final SeenPersonIds seen;
  private final JobProgress progress;
  private boolean anyGone;

  SnapshotProof(RetryingClient server, SeenPersonIds seen, JobProgress progress) {
    this.server = server;
    this.seen = seen;
    this.progress = progress;
  }

  /**
   * Waits for those who are missing, a while for a few and as long as for an outage for many, and
   * then takes them for deleted.
   *
   * @param list the list's end, as the server answered
   * @param again lists everybody once more
   * @return the end of the last list; only an answer means that the snapshot is whole
   * @throws StoppedException if the server still finds somebody by id whom it does not list
   */
  Reply<Long> whole(Reply<Long> list, Supplier<Reply<Long>> again) {
    SeenPersonIds.Absent absent =
        list instanceof Reply.Answer ? absent() : SeenPersonIds.Absent.NOBODY;
    if (absent.count() == 0) {
      return list;
    }
    Deadline over = Deadline.in(server.machine(), longest(absent));
    Reply<Long> last = list;
    while (last instanceof Reply.Answer && absent.count() > 0 && !over.isOver()) {
      Duration left = over.left();
      progress.say(words("people.absent", absent.count(), absent.known(), left.toSeconds()));
      if (!server.waitFor(left.compareTo(PAUSE) < 0 ? left : PAUSE)) {
        return last; // halted: nothing will be sent
      }
      last = again.get();
      absent = absent();
    }
    if (!(last instanceof Reply.Answer) || absent.count() == 0) {
      return last;
    }
    requireGone(absent.some());
    progress.say(words("people.gone", absent.count()));
    anyGone = true;
    return last;
  }

  /** Whether somebody was taken for deleted. */
  boolean isAnyGone() {
    return anyGone;
  }

  private Duration longest(SeenPersonIds.Absent absent) {
    Duration outage = server.outageWait();
    boolean few = absent.count() <= FEW || absent.count() * ONE_OF <= absent.known();
    return few && FEW_COME_BACK.compareTo(outage) < 0 ? FEW_COME_BACK : outage;
  }

  private SeenPersonIds.Absent absent() {
    LocalDate yesterday = LocalDate.ofInstant(server.now().minus(DAY), ZoneOffset.UTC);
    return seen.absent(yesterday, WITNESSES);
  }

  private void requireGone(List<Long> absent) {
    for (long id : absent) {
      Reply<List<Person>> found = server.ask(ListUsers.byId(id));
      if (found instanceof Reply.Answer<List<Person>> answer
          && answer.value().stream().anyMatch(person -> person.id() == id)) {
        throw new StoppedException(words("people.listShort", id));
      }
    }
  }
}
