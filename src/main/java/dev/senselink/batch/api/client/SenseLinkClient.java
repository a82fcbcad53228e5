package dev.senselink.batch.api.client;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ListProof;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The client: a call is sent once and never repeated, so what it says of a call is what happened.
 * For tries and patience see {@link RetryingClient}. Safe between threads.
 *
 * <pre>{@code
 * try (SenseLinkClient client = SenseLinkClient.open(ServerSettings.of(url, key, secret))) {
 *   Reply<Company> reply = client.send(OrganisationCalls.company());
 * }
 * }</pre>
 */
public final class SenseLinkClient implements AutoCloseable {
  private final ServerSettings settings;
  private final CallExecutor exchanges;
  private final ServerClock clock;
  private final Machine machine;
  private final HaltSwitch halt;
  private final ConcurrencyLimiter slots;
  private final AtomicReference<Reply.@Nullable Refusal<?>> fatal = new AtomicReference<>();

  private SenseLinkClient(ServerSettings settings, Machine machine, ServerTransport wire) {
    this.settings = settings;
    this.machine = machine;
    this.clock = new ServerClock(machine);
    this.halt = new HaltSwitch(machine);
    this.slots =
        new ConcurrencyLimiter(machine, settings.concurrency(), settings.ratePerSecond(), halt);
    this.exchanges = new CallExecutor(settings, machine, wire, clock, halt);
  }

  /**
   * Opens a client; nothing is sent yet.
   *
   * @throws UnusableSettingsException if the CA file cannot be used
   */
  public static SenseLinkClient open(ServerSettings settings) {
    return open(settings, Machine.real(), ServerTransport.http());
  }

  /**
   * The same on another machine, through another wire.
   *
   * @throws UnusableSettingsException if the CA file cannot be used
   */
  public static SenseLinkClient open(
      ServerSettings settings, Machine machine, ServerTransport.Maker wires) {
    return new SenseLinkClient(settings, machine, wires.open(settings, machine));
  }

  public Machine machine() {
    return machine;
  }

  /**
   * Sends a call once, after waiting for a free slot and for the rate limit; signed at the last
   * moment. A list of pages is as many exchanges as it has pages. The one repetition is a call that
   * the server refused for its clock's sake (10003), once, signed by the server's clock.
   */
  public <T> Reply<T> send(Call<T> call) {
    return send(call, () -> {});
  }

  /**
   * The same, telling when it really leaves: after the wait for a slot.
   *
   * @param leaving runs just before each exchange
   */
  public <T> Reply<T> send(Call<T> call, Runnable leaving) {
    return send(call, () -> true, leaving, reply -> {}).orElseThrow();
  }

  /**
   * The same.
   *
   * @param mayLeave asked after the wait for a slot: if not, nothing is sent
   * @param arrived sees the reply before another call may take this one's place in flight: whoever
   *     halts the client there has halted it before the next call
   * @return empty where it was not to leave
   */
  <T> Optional<Reply<T>> send(
      Call<T> call, BooleanSupplier mayLeave, Runnable leaving, Consumer<Reply<T>> arrived) {
    CallExecutor.Result<T> result = inSlot(call, mayLeave, leaving, arrived);
    while (result != null && result.following() != null) {
      result = inSlot(result.following(), () -> true, leaving, arrived);
    }
    return result == null ? Optional.empty() : Optional.of(result.reply());
  }

  /**
   * Holds one place in flight for so many exchanges that follow one another.
   *
   * @param mayLeave asked after the wait for the place: if not, nothing is done
   * @param work sends in the place; in one that could not be had, every reply is {@link
   *     Reply.Halted}
   * @return empty where it was not to be done
   */
  <R> Optional<R> inPlace(int calls, BooleanSupplier mayLeave, Function<ReservedSlot, R> work) {
    if (!slots.enter(calls)) {
      return Optional.of(work.apply(new Held(false)));
    }
    try {
      return mayLeave.getAsBoolean() ? Optional.of(work.apply(new Held(true))) : Optional.empty();
    } finally {
      slots.leave();
    }
  }

  /** A place; sends nothing once the client is halted, or if it could not be had. */
  private final class Held implements ReservedSlot {
    private final boolean had;

    Held(boolean had) {
      this.had = had;
    }

    @Override
    public <T> Reply<T> send(Call<T> call) {
      if (!had || halted()) {
        return new Reply.Halted<>();
      }
      Reply<T> reply = exchanges.exchange(call).reply();
      haltIfFatal(reply);
      return reply;
    }
  }

  /** As {@link #streamPeople(Consumer, Duration)}, for as long as the server keeps sending. */
  public Reply<Long> streamPeople(Consumer<Person> each) {
    return stream(Map.of(), (person, json) -> each.accept(person), null);
  }

  /**
   * Lists everybody, staff and visitors, one by one as they arrive; the answer is their number.
   * Only an {@link Reply.Answer} means that these were all ({@link ListProof}): after anything else
   * forget what was given. A silence longer than the time-out ends it. What {@code each} throws
   * comes out here.
   *
   * @param atMost how long all of it may take
   */
  public Reply<Long> streamPeople(Consumer<Person> each, Duration atMost) {
    return stream(Map.of(), (person, json) -> each.accept(person), atMost);
  }

  /**
   * The same of those a search finds, each with the object the server sent. The server may match
   * parts and ignore case, or the whole search (NOTES 47): compare them yourself.
   *
   * @param search what must be there, all of it; empty = everybody
   */
  public Reply<Long> search(
      Map<ListUsers.Filter, String> search, BiConsumer<Person, JsonNode> each) {
    return stream(search, each, null);
  }

  /** Where and as whom this client calls. */
  public ServerSettings settings() {
    return settings;
  }

  /** How long an answer is waited for. */
  Duration timeout() {
    return settings.timeout();
  }

  /** The clock by which calls are signed. */
  public ServerClock clock() {
    return clock;
  }

  /** Starts no further call; those in flight end. Also done by the client on a fatal answer. */
  public void halt() {
    halt.halt();
    slots.wakeAll();
  }

  /** Whether no further call is started. */
  public boolean halted() {
    return halt.isHalted();
  }

  /** The answer that halted the client; null if it was none. */
  public Reply.@Nullable Refusal<?> fatal() {
    return fatal.get();
  }

  /**
   * From now on no call leaves that changes something but while this is so: it is asked just before
   * the first byte. Else it is {@link Reply.NeverSent}.
   */
  public void changeOnlyWhile(BooleanSupplier condition) {
    exchanges.changeOnlyWhile(condition);
  }

  /** The time by the server's last {@code Date}; this machine's before the first answer. */
  public Instant serverNow() {
    return clock.now();
  }

  /** How far the server's clock is ahead of this machine's; zero before the first answer. */
  public Duration clockOffset() {
    return clock.offset();
  }

  /**
   * Whether an answer has told the server's time; without one {@link #clockOffset} means nothing.
   */
  public boolean clockHeard() {
    return clock.heard();
  }

  /** Calls that are under way now. */
  public int inFlight() {
    return slots.inFlight();
  }

  /** Waits; false when halted, or interrupted, before the time was over. */
  public boolean waitFor(Duration time) {
    return halt.waitFor(time);
  }

  /** Halts, and cuts what is in flight. */
  @Override
  public void close() {
    halt();
    exchanges.close();
  }

  private <T> CallExecutor.@Nullable Result<T> inSlot(
      Call<T> call, BooleanSupplier mayLeave, Runnable leaving, Consumer<Reply<T>> arrived) {
    if (!slots.enter()) {
      return new CallExecutor.Result<>(new Reply.Halted<>(), null);
    }
    try {
      if (!mayLeave.getAsBoolean()) {
        return null;
      }
      leaving.run();
      CallExecutor.Result<T> result = exchanges.exchange(call);
      haltIfFatal(result.reply());
      if (result.following() == null) {
        arrived.accept(result.reply());
      }
      return result;
    } finally {
      slots.leave();
    }
  }

  private Reply<Long> stream(
      Map<ListUsers.Filter, String> search,
      BiConsumer<Person, JsonNode> each,
      @Nullable Duration atMost) {
    PeopleStream people = new PeopleStream(search, each);
    if (!slots.enter()) {
      return new Reply.Halted<>();
    }
    Reply<Long> reply;
    try {
      reply = people.read(exchanges, atMost);
      haltIfFatal(reply);
    } finally {
      slots.leave();
    }
    return people.completed(reply, this::send);
  }

  private void haltIfFatal(Reply<?> reply) {
    if (reply instanceof Reply.Refusal<?> refusal && refusal.codeClass() == ErrorCategory.FATAL) {
      fatal.compareAndSet(null, refusal);
      halt();
    }
  }
}
