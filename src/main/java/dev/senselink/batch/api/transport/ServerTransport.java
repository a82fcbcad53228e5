package dev.senselink.batch.api.transport;

import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to the server and its answer back. It repeats nothing and follows nothing:
 * creates are not idempotent, deletes are GETs, and a redirect may lead anywhere. Safe between
 * threads.
 */
public interface ServerTransport extends AutoCloseable {
  /** Opens wires. */
  interface Maker {
    /**
     * Opens one; nothing is sent yet.
     *
     * @throws UnusableSettingsException if the CA file cannot be used
     */
    ServerTransport open(ServerSettings settings, Machine machine);
  }

  /** HTTP, as the server speaks it. */
  static Maker http() {
    return (settings, machine) -> new HttpTransport(settings);
  }

  /**
   * What is sent.
   *
   * @param path as the manual prints it, with {@code {id}} where an id goes
   * @param id what goes there; null where the path has none
   * @param fields the texts in their order, the signature among them
   * @param photoField the name under which the photo goes; {@code ""} where there is none
   * @param photo a JPEG; null where there is none
   * @param whole when to hang up, from now; null = only after a silence
   * @param silence the longest in which nothing comes
   * @param mayLeave asked as the last thing before the first byte leaves: if not, nothing is sent
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and a copy of each photo is dear
  record Request(
      Operation.Method method,
      String path,
      @Nullable String id,
      Map<String, String> fields,
      String photoField,
      byte @Nullable [] photo,
      @Nullable Duration whole,
      Duration silence,
      BooleanSupplier mayLeave) {

    /** Never the fields: key, signature and people are among them. */
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /**
   * What comes before the body of an answer.
   *
   * @param date the server's time; null if it told none
   * @param retryAfter how long it wants to be left alone; null if it did not say
   */
  record Head(int status, @Nullable Instant date, @Nullable Duration retryAfter) {}

  /**
   * Reads an answer while it comes.
   *
   * @param <T> what it makes of it
   */
  interface Reader<T> {
    /**
     * Reads it, to the end or as far as it is wanted. What else than an {@link IOException} it
     * throws comes out of the exchange.
     *
     * @throws IOException if the body is cut
     */
    T read(Head head, InputStream body) throws IOException;
  }

  /**
   * What came of an exchange.
   *
   * @param <T> what the reader made of an answer
   */
  sealed interface Result<T> {}

  /**
   * The connection did not come about.
   *
   * @param why in words for the user
   */
  record NotSent<T>(String why) implements Result<T> {}

  /**
   * The request went out, at least in part; no whole answer came back.
   *
   * @param why in words for the user
   */
  record Cut<T>(String why) implements Result<T> {}

  /** A whole answer, or as much of one as was wanted. */
  record Whole<T>(T answer) implements Result<T> {}

  /** One exchange. */
  <T> Result<T> exchange(Request request, Reader<T> reader);

  /** Cuts what is under way. */
  @Override
  void close();
}
