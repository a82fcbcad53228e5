package dev.senselink.batch.api;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The patient one: tries, back-off, outage. */
public final class Server {
  private final SenseLink client;
  private final Patience patience;

  /** How long to keep at it. */
  public record Patience(int tries, Duration outageWait, Duration firstAnswerWait, Clock clock) {
    public static Patience standard() {
      return new Patience(8, Duration.ofSeconds(300), Duration.ofSeconds(10), Clock.systemUTC());
    }
  }

  /** Counts the tries of one call that the caller repeats itself. */
  public interface Attempts {
    /** Waits before the next try; false when tries are used up, halted, or the reply is final. */
    boolean again(Reply<?> last);
  }

  public Server(SenseLink client, Patience patience) {
    this(client, patience, words -> {});
  }

  /** The listener is told when waiting for the server begins and ends. */
  public Server(SenseLink client, Patience patience, Consumer<String> listener) {
    this.client = client;
    this.patience = patience;
    listener.accept("");
  }

  public <T> Reply<T> ask(Call<T> call) {
    return client.send(call);
  }

  public <T> Reply<T> once(Call<T> call) {
    return client.send(call);
  }

  /** One try, waits first while an outage is on; never repeated, see {@link #attempts}. */
  public Reply<Long> streamPeople(Consumer<Person> each, Duration atMost) {
    return client.streamPeople(each, atMost);
  }

  public Attempts attempts() {
    return last -> last.isTransient() && patience.tries() > 0 && !client.halted();
  }

  public boolean waitFor(Duration d) {
    return !client.halted();
  }

  /** Null while calls may be started. */
  public @Nullable StopCause stopCause() {
    return null;
  }

  public void halt() {
    client.halt();
  }
}
