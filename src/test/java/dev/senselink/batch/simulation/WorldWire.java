package dev.senselink.batch.simulation;

import dev.senselink.batch.api.transport.ServerTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The program's wire, laid to the simulated server. */
final class WorldWire implements ServerTransport {
  private final WorldLine line;
  private final SimMachine machine;

  WorldWire(WorldLine line, SimMachine machine) {
    this.line = line;
    this.machine = machine;
  }

  @Override
  public <T> Result<T> exchange(Request request, Reader<T> reader) {
    Duration whole = request.whole();
    boolean silenceFirst = whole == null || whole.compareTo(request.silence()) > 0;
    Duration timeout = silenceFirst ? request.silence() : whole;
    if (!request.mayLeave().getAsBoolean()) {
      return new NotSent<>("it may not leave");
    }
    WorldHeard heard;
    try {
      heard = line.exchange(plain(request), machine, timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Cut<>("interrupted");
    }
    if (heard instanceof WorldHeard.Whole answered) {
      return read(answered.answer(), reader);
    }
    boolean timedOut = heard instanceof WorldHeard.Cut cut && cut.timedOut();
    return heard instanceof WorldHeard.NotSent
        ? new NotSent<>("no connection")
        : new Cut<>(timedOut ? "no answer in time" : "the line broke");
  }

  private static WorldRequest plain(Request request) {
    String id = request.id();
    String path = id == null ? request.path() : request.path().replace("{id}", id);
    return new WorldRequest(request.method().name(), path, request.fields(), request.photo());
  }

  private static <T> Result<T> read(WorldAnswer answer, Reader<T> reader) {
    Integer seconds = answer.retryAfter();
    @Nullable Duration retryAfter = seconds == null ? null : Duration.ofSeconds(seconds);
    try {
      Head head = new Head(answer.status(), answer.date(), retryAfter);
      return new Whole<>(reader.read(head, new ByteArrayInputStream(answer.body())));
    } catch (IOException e) {
      return new Cut<>("the body was cut");
    }
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
