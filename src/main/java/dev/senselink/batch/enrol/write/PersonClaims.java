package dev.senselink.batch.enrol.write;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.context.EnrolmentContext;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.SourceIdentity;
import dev.senselink.batch.enrol.row.RowTask;
import dev.senselink.batch.ledger.KnownPeopleStore;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.ledger.OutcomePeople;
import dev.senselink.batch.machine.Monitor;
import dev.senselink.batch.machine.Promise;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One person is worked by one row: the second to come is refused, and nothing of it is sent. Two
 * rows may be one person by different numbers, which the roster alone does not show. Safe between
 * threads.
 *
 * <p>Who is at work is remembered here, who is done with somebody in the table of known people; a
 * row is forgotten here when it is known there.
 */
public final class PersonClaims {
  private static final int PORTION = 1_000;

  private final EnrolmentContext context;
  private final boolean none;
  private final Monitor monitor;
  private final List<Claim> claims = new ArrayList<>();
  private long events;

  /** A row at work or over not long ago, and whom it has turned out to be. */
  private static final class Claim {
    private final RowTask task;
    private final long begun;
    private long person;
    private long ended = Long.MAX_VALUE;
    private @Nullable Promise<Void> leaves;

    Claim(RowTask task, long begun) {
      this.task = task;
      this.begun = begun;
    }

    boolean isAtWork() {
      return ended == Long.MAX_VALUE;
    }

    /** Whether no other row may be the same person: at work, or not yet known to the ledger. */
    boolean isClaiming() {
      return isAtWork() || leaves != null;
    }

    /** Whether the ledger knows whom it was about, or no row is left that was in flight with it. */
    boolean isGone(long oldest) {
      return leaves != null ? leaves.isSettled() : ended < oldest;
    }
  }

  /** Rows that know each other by descent need no claims, and a dry run makes nobody. */
  public PersonClaims(EnrolmentContext context) {
    this.context = context;
    this.none = context.lineage() != SourceIdentity.NONE || context.settings().dryRun();
    this.monitor = context.machine().monitor();
    if (!none && context.look().asksEach()) {
      recall();
    }
  }

  /**
   * Without a snapshot nobody has said whom rows worked by earlier processes are. A list of people
   * needs one all the same: whom that shows stays as shown.
   */
  private void recall() {
    int after = 0;
    List<OutcomePeople.MadeBy> some = context.ledger().people().made(context.run(), after, PORTION);
    while (!some.isEmpty()) {
      Promise<Void> last = context.ledger().nothing();
      for (OutcomePeople.MadeBy one : some) {
        last = note(one);
        after = one.row();
      }
      last.join(); // they are written in order
      some = context.ledger().people().made(context.run(), after, PORTION);
    }
  }

  private Promise<Void> note(OutcomePeople.MadeBy one) {
    KnownPeopleStore known = context.ledger().known();
    long line = one.line();
    return known.put(
        known
            .byId(one.person())
            .map(shown -> ServerPersonMapper.by(shown, line))
            .orElseGet(() -> ServerPersonMapper.nameless(one.person(), context.type(), line)));
  }

  /** Null where no other row at work is, or would make, the same person. */
  @Nullable
  public Outcome begin(RowTask task) {
    if (context.settings().dryRun()) {
      return null;
    }
    monitor.enter();
    try {
      long oldest =
          claims.stream()
              .filter(Claim::isAtWork)
              .mapToLong(claim -> claim.begun)
              .min()
              .orElse(events);
      claims.removeIf(claim -> claim.isGone(oldest));
      OptionalLong line =
          claims.stream()
              .filter(claim -> !none && claim.isClaiming() && isOne(claim.task, task))
              .mapToLong(claim -> claim.task.line())
              .findFirst();
      if (line.isPresent()) {
        return refused(task, line.getAsLong());
      }
      claims.add(new Claim(task, ++events));
      return null;
    } finally {
      monitor.leave();
    }
  }

  /**
   * Null where the person is no other row's, at work or done.
   *
   * @param decided whether a person has decided that it is this row's: then only rows at work count
   */
  @Nullable
  public Outcome takes(RowTask task, KnownPerson person, boolean decided) {
    return none ? null : decided ? takes(task, person.id()) : takesFree(task, person);
  }

  private @Nullable Outcome takesFree(RowTask task, KnownPerson person) {
    KnownPerson known = context.ledger().known().byId(person.id()).orElse(person);
    Long done = known.rosterLine();
    if (done != null && done != task.line()) {
      return refused(task, done);
    }
    return takes(task, person.id());
  }

  private @Nullable Outcome takes(RowTask task, long person) {
    monitor.enter();
    try {
      OptionalLong line =
          claims.stream()
              .filter(claim -> claim.person == person && claim.task != task && claim.isClaiming())
              .mapToLong(claim -> claim.task.line())
              .findFirst();
      claims.stream().filter(claim -> claim.task == task).forEach(claim -> claim.person = person);
      return line.isPresent() ? refused(task, line.getAsLong()) : null;
    } finally {
      monitor.leave();
    }
  }

  /**
   * Whether the answer to a row's create names, by name and key, another row that was in flight
   * with it, or whom another row has made: then it is that one's answer, and none of this row's. A
   * row that has ended counts too: the answer that it did not get may be this one.
   */
  boolean isOfAnother(RowTask task, KnownPerson answered) {
    if (isNamed(task, answered)) {
      return false;
    }
    monitor.enter();
    try {
      if (claims.stream().anyMatch(claim -> isNamed(claim.task, answered))) {
        return true;
      }
    } finally {
      monitor.leave();
    }
    return context
        .ledger()
        .known()
        .byId(answered.id())
        .map(KnownPerson::rosterLine)
        .filter(line -> line != task.line())
        .isPresent();
  }

  private static boolean isNamed(RowTask task, KnownPerson person) {
    return person.normalName().equals(KeyRules.name(task.person().name()))
        && ServerPersonMapper.hasKey(person, task.key());
  }

  /** The row is over; it stays claimed until the ledger knows whom it was about. */
  public void end(RowTask task) {
    monitor.enter();
    try {
      long now = ++events;
      for (Claim claim : claims) {
        if (claim.task == task) {
          claim.ended = now;
          claim.leaves = task.noted();
        }
      }
    } finally {
      monitor.leave();
    }
  }

  private static Outcome refused(RowTask task, long line) {
    return task.end(RowEnding.REJECTED_ROW, "DUPLICATE_IN_ROSTER", words("row.samePerson", line));
  }

  /** Whether the look-first table would take the one for the other, whichever is made first. */
  private static boolean isOne(RowTask one, RowTask other) {
    return one.person().kind() == other.person().kind()
        && KeyRules.name(one.person().name()).equals(KeyRules.name(other.person().name()))
        && (isFoundBy(one, other) || isFoundBy(other, one));
  }

  private static boolean isFoundBy(RowTask made, RowTask looking) {
    List<PersonKey> all = KeyRules.all(made.person());
    PersonKey own = looking.key();
    if (has(all, own)) {
      return true;
    }
    boolean blank = all.stream().noneMatch(key -> key.field() == own.field());
    return blank && KeyRules.all(looking.person()).stream().anyMatch(key -> has(all, key));
  }

  private static boolean has(List<PersonKey> keys, PersonKey wanted) {
    return keys.stream()
        .anyMatch(k -> k.field() == wanted.field() && k.value().equals(wanted.value()));
  }
}
