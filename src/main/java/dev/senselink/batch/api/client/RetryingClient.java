package dev.senselink.batch.api.client;

import static dev.senselink.batch.api.ApiMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The patient side of a {@link SenseLinkClient}: repeats what may be repeated, rides out an outage,
 * and knows when to give up. One for a run, shared by all its threads, so that they see the same
 * outage.
 *
 * <p>What changes something goes through {@link #once} and is the caller's to repeat, with an
 * {@link RetryAttempts}: only the caller can look whether it took effect.
 *
 * <pre>{@code
 * Attempts attempts = server.attempts();
 * Reply<Person> reply = server.once(create);
 * while (attempts.again(reply)) {
 *   // look first, then perhaps:
 *   reply = server.once(create);
 * }
 * }</pre>
 */
public final class RetryingClient {
  private final SenseLinkClient client;
  private final Patience patience;
  private final Waiting waiting;
  private final OutageGate outage;
  private final ServerClockNotice clock;
  private final ClientStop stop;

  /** No list and no look-up is thought to lag longer behind what the server has done. */
  public static final Duration LONGEST_LAG = Duration.ofSeconds(6);

  private final UnansweredWrites unanswered;
  private final IdSearchProof ids;

  /** How waiting is done; tests let the time pass without waiting. */
  public interface Waiting {
    /** False when halted before the time was over. */
    boolean waitFor(Duration time);
  }

  /**
   * How long to keep at it.
   *
   * @param tries per call, the first included
   * @param outageWait how long the server may be out of reach
   * @param firstAnswerWait the same before the first answer of a run
   * @param firstBackoff the wait after the first try; doubled after each further one
   * @param longestBackoff where the doubling ends
   */
  public record Patience(
      int tries,
      Duration outageWait,
      Duration firstAnswerWait,
      Duration firstBackoff,
      Duration longestBackoff) {
    public Patience {
      if (tries < 1) {
        throw new UnusableSettingsException(words("settings.tries"));
      }
    }

    /** 8 tries, 300 s of outage, 10 s before the first answer, 0.5 s doubling to 30 s. */
    public static Patience standard() {
      return of(8, Duration.ofSeconds(300), Duration.ofSeconds(10));
    }

    /** The standard back-off with these limits. */
    public static Patience of(int tries, Duration outageWait, Duration firstAnswerWait) {
      return new Patience(
          tries, outageWait, firstAnswerWait, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    /** The same with another number of tries. */
    public Patience withTries(int other) {
      return new Patience(other, outageWait, firstAnswerWait, firstBackoff, longestBackoff);
    }

    Patience with(Duration outage, Duration firstAnswer) {
      return new Patience(tries, outage, firstAnswer, firstBackoff, longestBackoff);
    }

    /** The same with another back-off. */
    public Patience withBackoff(Duration first, Duration longest) {
      return new Patience(tries, outageWait, firstAnswerWait, first, longest);
    }

    /**
     * The wait after so many failures, from 1: half of it is chance, so that threads that failed
     * together do not come back together.
     */
    Duration backoff(int failures, RandomGenerator chance) {
      double doubled = firstBackoff.toNanos() * Math.pow(2, Math.min(failures, 60) - 1.0);
      double most = Math.min(doubled, (double) longestBackoff.toNanos());
      return Duration.ofNanos((long) (most * (0.5 + chance.nextDouble() / 2)));
    }
  }

  /** Tells nobody that it waits for the server. */
  public RetryingClient(SenseLinkClient client, Patience patience) {
    this(client, patience, words -> {});
  }

  /** Tells the listener in a line of words when waiting for the server begins and ends. */
  public RetryingClient(SenseLinkClient client, Patience patience, Consumer<String> listener) {
    this(client, patience, listener, client::waitFor, new IdSearchProof());
  }

  RetryingClient(
      SenseLinkClient client, Patience patience, Consumer<String> listener, Waiting waiting) {
    this(client, patience, listener, waiting, new IdSearchProof());
  }

  private RetryingClient(
      SenseLinkClient client,
      Patience patience,
      Consumer<String> listener,
      Waiting waiting,
      IdSearchProof ids) {
    this.ids = ids;
    this.client = client;
    this.patience = patience;
    this.waiting = waiting;
    this.clock = new ServerClockNotice(client.clock(), listener);
    this.stop = new ClientStop(client);
    this.outage = new OutageGate(client, patience, listener, waiting, stop::stop);
    this.unanswered = new UnansweredWrites(client.machine(), client.timeout());
  }

  /**
   * For calls that change nothing: repeated while the reply is transient and tries are left. Calls
   * that change something must not come here. That nobody has an id is told only where the server
   * at that moment shows others by their ids; else the reply is {@link Reply#isUnproven}.
   */
  public <T> Reply<T> ask(Call<T> call) {
    if (call.operation().changes()) {
      throw new IllegalArgumentException("must not be repeated blindly: " + call.purpose());
    }
    return ids.believed(call, attempts().repeat(() -> once(call)), this);
  }

  /**
   * What is told of a person of whom a look in a place has found nobody: only {@link #ask} proves
   * that, and it must not wait in a place.
   *
   * @param read that look
   * @return an answer of nobody if that is proven; else a reply after which to look again
   */
  public Reply<List<Person>> certain(long person, Reply<List<Person>> read) {
    if (!(read instanceof Reply.Answer<List<Person>> answer) || !answer.value().isEmpty()) {
      return read;
    }
    Reply<List<Person>> told = ask(ListUsers.byId(person));
    return told instanceof Reply.Answer<List<Person>> now && !now.value().isEmpty()
        ? IdSearchProof.unproven(words("list.idFindsNobody"))
        : told;
  }

  /**
   * Where ids are to be had of a few people who should be on the server: one that shows none of
   * them is not believed that nobody is there.
   */
  public void knows(Supplier<List<Long>> people) {
    ids.knows(people);
  }

  /**
   * One exchange, never repeated; waits first while the server is out of reach. So does a call that
   * was waiting for a slot when that began.
   */
  public <T> Reply<T> once(Call<T> call) {
    return once(call, () -> {});
  }

  /** The same, telling when it really leaves, see {@link SenseLinkClient#send(Call, Runnable)}. */
  public <T> Reply<T> once(Call<T> call, Runnable leaving) {
    return once(call, () -> true, leaving).orElseThrow();
  }

  /**
   * The same of a call that may be held back.
   *
   * @param mayLeave asked after the wait for the slot: if not, nothing is done
   * @return empty where it was not to leave
   */
  public <T> Optional<Reply<T>> once(Call<T> call, BooleanSupplier mayLeave, Runnable leaving) {
    while (true) {
      outage.awaitTurn();
      OutageGate.Moment start = OutageGate.Moment.now(client.machine());
      Optional<Reply<T>> reply =
          client.send(
              call,
              () -> outage.isOver() && mayLeave.getAsBoolean(),
              leaving,
              arrived -> {
                // Still in its slot: whoever waits for that one leaves by what is known then.
                unanswered.saw(call, arrived);
                ids.saw(call, arrived);
                stop.stopIfUnknown(call.operation(), arrived);
                outage.saw(FailingKinds.Kind.of(call), arrived, start);
              });
      if (reply.isPresent()) {
        clock.tellOnce();
        return reply;
      }
      if (!mayLeave.getAsBoolean()) {
        return reply;
      }
    }
  }

  /**
   * Holds one place in flight for so many exchanges that follow one another, none of them repeated;
   * waits first while the server is out of reach.
   *
   * @param work sends in the place; must not wait for anything else
   */
  public <R> R inPlace(int calls, Function<ReservedSlot, R> work) {
    while (true) {
      outage.awaitTurn();
      Optional<R> done =
          client.inPlace(calls, outage::isOver, place -> work.apply(new Watched(place)));
      if (done.isPresent()) {
        return done.get();
      }
    }
  }

  /** Takes note of what comes of the calls of a place. */
  private final class Watched implements ReservedSlot {
    private final ReservedSlot place;

    Watched(ReservedSlot place) {
      this.place = place;
    }

    @Override
    public <T> Reply<T> send(Call<T> call) {
      OutageGate.Moment start = OutageGate.Moment.now(client.machine());
      Reply<T> reply = place.send(call);
      stop.stopIfUnknown(call.operation(), reply);
      unanswered.saw(call, reply);
      ids.saw(call, reply);
      outage.saw(FailingKinds.Kind.of(call), reply, start);
      return reply;
    }
  }

  /**
   * Everybody, as {@link SenseLinkClient#streamPeople(Consumer, Duration)}: one exchange, never
   * repeated, because what was given to {@code each} has to be forgotten first.
   */
  public Reply<Long> streamPeople(Consumer<Person> each, Duration atMost) {
    return exchange(() -> client.streamPeople(each, atMost));
  }

  /** Whom a search finds, as {@link SenseLinkClient#search}: one exchange, never repeated. */
  public Reply<Long> search(
      Map<ListUsers.Filter, String> search, BiConsumer<Person, JsonNode> each) {
    return exchange(() -> client.search(search, each));
  }

  /** Counts the tries of one thing the caller repeats itself. Not safe between threads. */
  public RetryAttempts attempts() {
    return new RetryAttempts(patience, outage, waiting, client);
  }

  /** The machine that is waited on. */
  public Machine machine() {
    return client.machine();
  }

  /**
   * An earlier process has left calls without an answer behind.
   *
   * @param nanos none later than at this moment, by the clock that never steps
   * @param timeout how long their answers were waited for, at most
   */
  public void leftBehind(long nanos, Duration timeout) {
    unanswered.atWorkSince(nanos, timeout);
  }

  /** For how long after it left a request may still be carried out, and a list not show it yet. */
  public static Duration comesToLight(Duration timeout) {
    return UnansweredWrites.comesToLight(timeout);
  }

  /**
   * How long calls that change something and got no good answer may still come to light: without a
   * complete answer three time-outs, and 5 s at least, after the last of them, and then as long as
   * a list may lag; after a bad one only that; zero where all were answered.
   */
  public Duration stillAtWork() {
    return unanswered.left();
  }

  /** Waits off the network; false when halted before the time was over. */
  public boolean waitFor(Duration time) {
    return waiting.waitFor(time);
  }

  /** The time by the server's last {@code Date}; this machine's before its first answer. */
  public Instant now() {
    return client.serverNow();
  }

  /** As {@link SenseLinkClient#changeOnlyWhile}. */
  public void changeOnlyWhile(BooleanSupplier condition) {
    client.changeOnlyWhile(condition);
  }

  /** How long the server may be out of reach. */
  public Duration outageWait() {
    return patience.outageWait();
  }

  /** Starts no further call, as {@link SenseLinkClient#halt}. */
  public void halt() {
    client.halt();
  }

  /** One that asks the same client, but once only: for what may as well go without an answer. */
  public RetryingClient withoutRetries() {
    return new RetryingClient(
        client,
        patience.withTries(1).with(Duration.ZERO, Duration.ZERO),
        words -> {},
        client::waitFor,
        ids);
  }

  /** Why no further call is started; null while calls are. */
  public @Nullable StopCause stopCause() {
    return stop.cause();
  }

  private <T> Reply<T> exchange(Supplier<Reply<T>> sending) {
    outage.awaitTurn();
    OutageGate.Moment start = OutageGate.Moment.now(client.machine());
    Reply<T> reply = sending.get();
    outage.saw(null, reply, start);
    clock.tellOnce();
    return reply;
  }
}
