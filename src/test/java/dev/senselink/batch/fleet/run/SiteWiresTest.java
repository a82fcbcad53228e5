package dev.senselink.batch.fleet.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.transport.ServerTransport;
import dev.senselink.batch.api.transport.ServerTransport.Head;
import dev.senselink.batch.api.transport.ServerTransport.Request;
import dev.senselink.batch.api.transport.ServerTransport.Result;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways to all sites take turns, and each knows whether its server answered. */
@Timeout(60)
class SiteWiresTest {
  private static final Request ASKED =
      new Request(
          Operation.Method.GET,
          "/company",
          null,
          Map.of(),
          "",
          null,
          null,
          Duration.ofSeconds(1),
          () -> true);

  /** A server that answers as told. */
  private static ServerTransport.Maker answering(
      Function<ServerTransport.Reader<String>, Result<String>> answer) {
    return (settings, machine) ->
        new ServerTransport() {
          @Override
          @SuppressWarnings("unchecked")
          public <T> Result<T> exchange(Request request, Reader<T> reader) {
            return (Result<T>) answer.apply((Reader<String>) reader);
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
  }

  private static Result<String> whole(ServerTransport.Reader<String> reader, int status) {
    try {
      return new ServerTransport.Whole<>(
          reader.read(new Head(status, null, null), InputStream.nullInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerTransport open(SiteWires wires) {
    return wires.open(
        new ServerSettings(
            URI.create("http://localhost:1"),
            "key",
            SecretText.of("secret"),
            Duration.ofSeconds(1),
            1,
            0,
            null,
            false,
            "/v1/image/2/{id}"),
        Machine.real());
  }

  private static boolean isSilentAfter(
      Function<ServerTransport.Reader<String>, Result<String>> answer) {
    SiteWires wires = new SiteWires(answering(answer), new RequestSlots(Machine.real(), 0));
    open(wires).exchange(ASKED, (head, body) -> "");
    return wires.isSilent();
  }

  @Test
  void a_server_that_gives_no_answer_is_silent_and_so_is_who_answers_for_it() {
    assertThat(isSilentAfter(reader -> new ServerTransport.NotSent<>("no"))).isTrue();
    assertThat(isSilentAfter(reader -> new ServerTransport.Cut<>("cut"))).isTrue();
    assertThat(isSilentAfter(reader -> whole(reader, 502))).isTrue();
    assertThat(isSilentAfter(reader -> whole(reader, 200))).isFalse();
    assertThat(isSilentAfter(reader -> whole(reader, 404))).isFalse();
  }

  @Test
  void no_more_requests_are_in_flight_at_all_sites_together_than_allowed()
      throws InterruptedException {
    int threads = 6;
    AtomicInteger asking = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RequestSlots slots = new RequestSlots(Machine.real(), 2);
    List<RunningTask> all = new ArrayList<>();
    for (int n = 0; n < threads; n++) {
      SiteWires wires =
          new SiteWires(
              answering(
                  reader -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    // Until everybody has asked, nobody is answered.
                    Until.within(Duration.ofSeconds(30), () -> asking.get() == threads);
                    now.decrementAndGet();
                    return whole(reader, 200);
                  }),
              slots);
      all.add(
          Machine.real()
              .start(
                  "asking-" + n,
                  () -> {
                    ServerTransport open = open(wires);
                    asking.incrementAndGet();
                    open.exchange(ASKED, (head, body) -> "");
                  }));
    }
    for (RunningTask one : all) {
      one.join();
    }

    assertThat(asking.get()).isEqualTo(threads);
    assertThat(most.get()).isBetween(1, 2);
  }
}
