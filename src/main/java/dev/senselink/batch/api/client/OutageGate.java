package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.machine.Deadline;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.Monitor;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The time in which the server is out of reach. It begins with ten transient failures and no answer
 * between, over all threads, be it of all calls or of one kind of them; before the first answer of
 * a run, with the first. While it lasts one of the waiting threads probes, and the others wait. A
 * kind of call that fails while the probes succeed is for {@link FailingKinds}.
 */
final class OutageGate {
  private static final int FAILURES = 10;
  private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final SenseLinkClient client;
  private final RetryingClient.Patience patience;
  private final Consumer<String> listener;
  private final RetryingClient.Waiting waiting;
  private final Consumer<StopCause> stop;

  private final FailingKinds kinds;
  private final SilenceLimit silence;

  private final Machine machine;
  private final Monitor lock;
  private boolean everAnswered;
  private int failures;
  private @Nullable Moment since;
  private @Nullable Deadline until;
  private String why = "";
  private boolean on;
  private boolean probing;
  private boolean probeFailed;

  /**
   * When something began.
   *
   * @param nanos by the clock that never steps
   * @param shown by the clock on the wall: only for people
   */
  record Moment(long nanos, ZonedDateTime shown) {
    static Moment now(Machine machine) {
      return new Moment(machine.nanos(), ZonedDateTime.now(machine.wall()));
    }

    String time() {
      return TIME.format(shown);
    }
  }

  OutageGate(
      SenseLinkClient client,
      RetryingClient.Patience patience,
      Consumer<String> listener,
      RetryingClient.Waiting waiting,
      Consumer<StopCause> stop) {
    this.client = client;
    this.machine = client.machine();
    this.lock = machine.monitor();
    this.patience = patience;
    this.listener = listener;
    this.waiting = waiting;
    this.stop = stop;
    this.kinds = new FailingKinds(machine, patience.outageWait());
    this.silence = new SilenceLimit(machine);
  }

  /**
   * Takes note of how an exchange that began then has ended.
   *
   * @param kind null for what has its own way to go on without, such as the list of everybody
   */
  void saw(FailingKinds.@Nullable Kind kind, Reply<?> reply, Moment start) {
    lock.enter();
    try {
      if (reply.isTransient()) {
        failed(reply.words(), start, kind != null && isOutage(kind, reply, start));
      } else if (!(reply instanceof Reply.Halted)) {
        if (kind != null) {
          kinds.succeeded(kind);
        }
        answered();
      }
    } finally {
      lock.leave();
    }
  }

  /** Whether this failure of a kind is one too many; tells what there is to tell of it. */
  private boolean isOutage(FailingKinds.Kind kind, Reply<?> reply, Moment start) {
    FailingKinds.Verdict verdict = kinds.failed(kind, reply.words(), start);
    obey(verdict);
    return verdict.suspicious();
  }

  private void obey(FailingKinds.Verdict verdict) {
    if (verdict.giveUp()) {
      stop.accept(new StopCause(StopCause.Kind.NEVER_WORKS, verdict.words()));
    } else {
      tell(verdict.words());
    }
  }

  /**
   * Somebody waits before they try again what ended so; tells that where all is silent.
   *
   * @param step how long, until they ask here again
   * @param left how long in all
   */
  void waits(Duration step, Duration left, Reply<?> last) {
    lock.enter();
    try {
      tell(silence.before(step, left, last.words()));
    } finally {
      lock.leave();
    }
  }

  private void tell(String words) {
    if (!words.isEmpty()) {
      silence.isTold();
      listener.accept(words);
    }
  }

  /** Whether the server is, as far as is known, in reach; also once nothing is sent any more. */
  boolean isOver() {
    return !isOn();
  }

  /**
   * Waits while the outage lasts, and probes if nobody else does.
   *
   * @return whether there was one; a suspicion that the first probe removed is none
   */
  boolean awaitEnd() {
    boolean was = false;
    lock.enter();
    try {
      while (on && !client.halted() && !Thread.currentThread().isInterrupted()) {
        if (probing) {
          lock.await();
        } else {
          probe();
        }
        was |= probeFailed;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.leave();
    }
    return was;
  }

  /** The same before something is sent; tells where all has failed for a while. */
  void awaitTurn() {
    awaitEnd();
    lock.enter();
    try {
      if (failures > 0) {
        tell(silence.now(why));
      }
    } finally {
      lock.leave();
    }
  }

  private void failed(String words, Moment start, boolean oneTooMany) {
    failures++;
    why = words;
    if (since == null) {
      since = start;
    }
    if (!on && (!everAnswered || failures >= FAILURES || oneTooMany)) {
      on = true;
      probeFailed = false;
      until =
          everAnswered
              ? Deadline.in(machine, patience.outageWait())
              : Deadline.since(machine, since.nanos(), patience.firstAnswerWait());
    }
  }

  private void answered() {
    everAnswered = true;
    failures = 0;
    if (on && probeFailed) {
      kinds.wasOutage();
      tell(words("outage.over"));
    }
    obey(kinds.answered());
    silence.ends();
    on = false;
    since = null;
    lock.wakeAll();
  }

  /**
   * Called and left with the lock held; free of it while the network or the clock is waited for.
   */
  private void probe() {
    probing = true;
    lock.leave();
    try {
      probeUntilAnswered();
    } finally {
      lock.enter();
      probing = false;
      lock.wakeAll();
    }
  }

  private void probeUntilAnswered() {
    for (int failed = 1; isOn() && !isTooLate(failed); failed++) {
      Moment start = Moment.now(machine);
      Reply<Company> reply = client.send(OrganisationCalls.company());
      saw(null, reply, start);
      if (!reply.isTransient()) {
        return;
      }
      tellOnce();
      if (!isTooLate(failed + 1) && !waiting.waitFor(backoff(failed))) {
        return;
      }
    }
    giveUpIfOn();
  }

  private boolean isOn() {
    lock.enter();
    try {
      return on && !client.halted();
    } finally {
      lock.leave();
    }
  }

  /** Once the server has answered in this run, an outage gets at least one probe. */
  private boolean isTooLate(int nextProbe) {
    lock.enter();
    try {
      return (nextProbe > 1 || !everAnswered) && left().isZero();
    } finally {
      lock.leave();
    }
  }

  private Duration backoff(int failed) {
    Duration wanted = patience.backoff(failed, machine.chance());
    lock.enter();
    try {
      return wanted.compareTo(left()) < 0 ? wanted : left();
    } finally {
      lock.leave();
    }
  }

  private Duration left() {
    return until == null ? FOR_EVER : until.left();
  }

  private void tellOnce() {
    lock.enter();
    try {
      if (on && !probeFailed) {
        probeFailed = true;
        tell(words("outage.begins", time(), why, address()));
      }
    } finally {
      lock.leave();
    }
  }

  private void giveUpIfOn() {
    lock.enter();
    try {
      if (on && !client.halted()) {
        String words = words("outage.stop", time(), why, address());
        stop.accept(new StopCause(StopCause.Kind.OUTAGE, words));
      }
    } finally {
      lock.leave();
    }
  }

  private String address() {
    return client.settings().server().toString();
  }

  private String time() {
    Moment from = since == null ? Moment.now(machine) : since;
    return from.time();
  }
}
