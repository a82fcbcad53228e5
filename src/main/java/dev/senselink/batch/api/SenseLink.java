package dev.senselink.batch.api;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One exchange, never repeated. */
public final class SenseLink implements AutoCloseable {
  private SenseLink() {}

  public static SenseLink open(ServerSettings settings) {
    throw new UnsupportedOperationException("follows with the transport: " + settings);
  }

  public <T> Reply<T> send(Call<T> call) {
    return new Reply.Halted<>();
  }

  /** Everybody, streamed. */
  public Reply<Long> streamPeople(Consumer<Person> each) {
    return new Reply.Halted<>();
  }

  /** The same, given up after {@code atMost}. */
  public Reply<Long> streamPeople(Consumer<Person> each, Duration atMost) {
    return new Reply.Halted<>();
  }

  public void halt() {}

  public boolean halted() {
    return true;
  }

  public Reply.@Nullable Refusal<?> fatal() {
    return null;
  }

  public Instant serverNow() {
    return Instant.now();
  }

  public Duration clockOffset() {
    return Duration.ZERO;
  }

  public int inFlight() {
    return 0;
  }

  @Override
  public void close() {}
}
