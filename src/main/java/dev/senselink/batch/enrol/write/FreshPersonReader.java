package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.machine.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Reads a person back after a write: a server's list may lag some seconds behind what it did. */
public final class FreshPersonReader {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final EnrolmentContext context;

  public FreshPersonReader(EnrolmentContext context) {
    this.context = context;
  }

  /**
   * Reads until the answer is fresh, or was asked for when no list lags any longer: questions may
   * wait for each other, so an answer that comes late need not be a late look.
   *
   * @param isFresh of nobody or the person
   * @return the last reply
   */
  public Reply<List<Person>> of(long id, Predicate<List<Person>> isFresh) {
    Deadline over = Deadline.in(context.machine(), RetryingClient.LONGEST_LAG);
    Duration pause = FIRST_PAUSE;
    while (true) {
      boolean last = over.isOver();
      Reply<List<Person>> read = context.server().ask(ListUsers.byId(id));
      boolean enough =
          !(read instanceof Reply.Answer<List<Person>> answer) || isFresh.test(answer.value());
      if (enough || last || !context.server().waitFor(pause)) {
        return read;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }
}
