package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.roster.RosterKind;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks what became of a request that was not answered, before anything else is done about it. */
public final class LostAnswerResolver {
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration SETTLE = Duration.ofSeconds(2);

  /** The server's time begins when the request arrives, a little after it left. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  private final EnrolmentContext context;

  public LostAnswerResolver(EnrolmentContext context) {
    this.context = context;
  }

  /**
   * Who is looked for.
   *
   * @param type 1 staff, 2 guest
   * @param row the row of this run that may have made them, 0 for none of this run's
   */
  public record Sought(PersonKey key, int type, int row) {
    static Sought of(RowTask task) {
      int type = task.person().kind() == RosterKind.GUESTS ? Person.GUEST : Person.STAFF;
      return new Sought(task.key(), type, task.row());
    }
  }

  /**
   * What looking told.
   *
   * @param ours people with the row's key whose ids were not there before
   * @param conclusive whether, with nobody found, nobody can turn up any more
   * @param why why it is not, in words
   */
  public record Sight(List<KnownPerson> ours, boolean conclusive, String why) {
    public Sight {
      ours = List.copyOf(ours);
    }

    static Sight unclear(String why) {
      return new Sight(List.of(), false, why);
    }
  }

  /**
   * Looks until it has seen enough, or until the request cannot be at work any longer: a server
   * that gave a complete bad answer is done with it, so two looks are enough; one that gave none
   * may be at work until the time-out is over.
   *
   * @param posted when the request left, by the clock that never steps: not when it began to wait
   *     for a free slot
   * @param stopped what is said of a run that stops meanwhile
   */
  public <T> T repeat(
      Reply.Unclear<?> reply,
      long posted,
      Supplier<T> look,
      Predicate<T> enough,
      Supplier<T> stopped) {
    Deadline over =
        reply.complete()
            ? Deadline.in(context.machine(), SETTLE)
            : Deadline.since(
                context.machine(), posted, context.settings().timeout().plus(ON_ITS_WAY));
    while (true) {
      boolean last = over.isOver();
      T seen = look.get();
      if (enough.test(seen) || last) {
        return seen;
      }
      Duration left = over.left();
      Duration pause = left.compareTo(PAUSE) < 0 ? left : PAUSE;
      if (!context.server().waitFor(pause)) {
        return stopped.get();
      }
    }
  }

  /** One look. */
  public Sight now(Sought sought, List<Long> earlier) {
    try {
      List<KnownPerson> ours =
          context.look().onServer(sought.key()).stream()
              .filter(p -> p.type() == sought.type() && !earlier.contains(p.id()))
              .filter(p -> !context.lineage().belongsToOtherRow(sought.row(), p.id()))
              .toList();
      return new Sight(ours, true, "");
    } catch (UnansweredException e) {
      return Sight.unclear(words("why.looking", e.reply().words()));
    }
  }
}
