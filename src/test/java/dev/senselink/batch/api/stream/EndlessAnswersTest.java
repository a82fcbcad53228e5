package dev.senselink.batch.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.java_websocket.enums.Role;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that never ends a line, a head, a body or a list fills neither memory nor disk. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndlessAnswersTest {
  private static final long MUCH = 32L << 20;

  /** Each way to read an answer: as a tree, and row by row. */
  private static final List<Function<SenseLinkClient, Reply<?>>> READERS =
      List.of(
          client -> client.send(OrganisationCalls.company()),
          client -> client.send(ListUsers.by(ListUsers.Filter.NAME, "a")),
          client -> client.send(new ListRecords(RecordFilter.everything(), 50)));

  private static final String CHUNK = "x".repeat(1 << 12);

  /** Says the beginning, then the rest again and again, until nobody listens or enough was said. */
  private static ScriptedServer.Answer endless(String beginning, String rest, AtomicLong said) {
    byte[] bytes = rest.getBytes(StandardCharsets.US_ASCII);
    return new ScriptedServer.Answer() {
      @Override
      public boolean give(OutputStream out, Socket socket, CountDownLatch closed) {
        try {
          out.write(beginning.getBytes(StandardCharsets.US_ASCII));
          while (said.addAndGet(bytes.length) < MUCH) {
            out.write(bytes);
          }
        } catch (IOException e) {
          // It was hung up on, as it should.
        }
        return false;
      }
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 ",
        "HTTP/1.1 200 OK\r\nX: ",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ",
      })
  void a_line_without_an_end_is_cut_off(String beginning) {
    AtomicLong said = new AtomicLong();
    try (ScriptedServer server = ScriptedServer.answering(endless(beginning, CHUNK, said));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Unclear.class);
    }
    assertThat(said).hasValueLessThan(MUCH);
  }

  @ParameterizedTest
  @CsvSource({"'HTTP/1.1 200 OK\r\n', 'X: y\r\n'", "'HTTP/1.1 200 OK\r\n', 'X: y\r\n z\r\n'"})
  void headers_without_an_end_are_cut_off(String beginning, String header) {
    AtomicLong said = new AtomicLong();
    try (ScriptedServer server = ScriptedServer.answering(endless(beginning, header, said));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Unclear.class);
    }
    assertThat(said).hasValueLessThan(MUCH);
  }

  /** A heap of 128 MB has no room for what the body as a whole may hold (L46). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":200,\"message\":\"",
        "{\"code\":200,\"data\":[{\"id\":1,\"name\":\"",
        "{\"code\":200,\"data\":{\"totalPage\":1,\"data\":[{\"id\":1,\"",
      })
  void a_value_without_an_end_is_cut_off_and_told(String beginning) {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
    for (Function<SenseLinkClient, Reply<?>> call : READERS) {
      AtomicLong said = new AtomicLong();
      try (ScriptedServer server =
              ScriptedServer.answering(endless(head + beginning, CHUNK, said));
          SenseLinkClient client = Clients.to(server)) {
        Reply<?> reply = call.apply(client);

        assertThat(reply).isInstanceOf(Reply.Unclear.class);
        assertThat(reply.words()).contains("too long for an answer of SenseLink");
      }
      assertThat(said).hasValueLessThan(MUCH / 2);
    }
  }

  @Test
  void a_push_that_never_agrees_is_cut_off() throws InvalidHandshakeException {
    BoundedPushHandshake protocol = new BoundedPushHandshake(1 << 20);
    protocol.setParseMode(Role.CLIENT);
    byte[] head = ("HTTP/1.1 101 ok\r\nX: " + CHUNK.repeat(17)).getBytes(StandardCharsets.US_ASCII);

    assertThatExceptionOfType(IncompleteHandshakeException.class)
        .isThrownBy(
            () -> protocol.translateHandshake(ByteBuffer.wrap(head, 0, BoundedPushHandshake.MOST)));
    for (BoundedPushHandshake one :
        List.of(protocol, (BoundedPushHandshake) protocol.copyInstance())) {
      assertThatExceptionOfType(InvalidHandshakeException.class)
          .isThrownBy(() -> one.translateHandshake(ByteBuffer.wrap(head)));
    }
  }

  /** It ignores pages, or which ids are asked for, and says of no end. */
  @ParameterizedTest
  @ValueSource(strings = {"page", "ids"})
  void a_walk_that_does_not_get_on_stops_in_words(String ignored) {
    IntFunction<String> row = id -> "{\"id\":" + id + ",\"type\":1,\"signTime\":1764000000}";
    List<String> rows = new ArrayList<>();
    int first = ignored.equals("page") ? 1 : 500_000;
    for (int id = first; id < first + 20; id++) {
      rows.add(row.apply(id));
    }
    String answer =
        "{\"code\":200,\"data\":{\"totalPage\":1000000,\"data\":[" + String.join(",", rows) + "]}}";
    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      RetryingClient patient =
          new RetryingClient(
              client, RetryingClient.Patience.of(1, Duration.ofSeconds(1), Duration.ofSeconds(1)));

      Reply<Long> reply =
          new RecordWalk(patient, RecordFilter.everything()).walk(0, 100_000, record -> {});

      assertThat(reply).isInstanceOf(Reply.Unclear.class);
      assertThat(reply.words()).contains("contains nothing new");
      assertThat(server.received()).hasSizeLessThan(100);
    }
  }

  /** The newest of all is looked for beyond what was found: not through all the pages. */
  @Test
  void nor_does_the_look_for_the_newest() {
    String answer =
        "{\"code\":200,\"data\":{\"totalPage\":1000000,"
            + "\"data\":[{\"id\":7,\"type\":1,\"signTime\":1764000000}]}}";
    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      RetryingClient patient = new RetryingClient(client, RetryingClient.Patience.standard());

      assertThat(new RecordWalk(patient, RecordFilter.everything()).newest())
          .isEqualTo(new Reply.Answer<>(7L));
      assertThat(server.received()).hasSizeLessThan(50);
    }
  }
}
