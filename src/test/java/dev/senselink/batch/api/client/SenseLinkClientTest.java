package dev.senselink.batch.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.PassingTime;
import dev.senselink.batch.api.Received;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slots, halt, clock, the two department paths, pages and images. */
// In a thread of its own: a read from a socket cannot be interrupted.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SenseLinkClientTest {
  private static final String OK = "{\"code\":200,\"data\":{\"id\":7}}";

  @Test
  void no_more_calls_are_in_flight_than_allowed() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.after(goOn, ScriptedServer.json(OK)));
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(server.url()).withLimits(3, 0))) {
      List<CompletableFuture<?>> calls = started(client, 8);
      await(() -> server.received().size() == 3);

      assertThat(client.inFlight()).isEqualTo(3);
      assertThat(server.received()).hasSize(3);
      goOn.countDown();
      all(calls);
      assertThat(server.received()).hasSize(8);
      assertThat(client.inFlight()).isZero();
    }
  }

  @Test
  void a_halt_lets_calls_in_flight_end_and_starts_none_of_those_that_wait() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.after(goOn, ScriptedServer.json(OK)));
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(server.url()).withLimits(2, 0))) {
      List<CompletableFuture<?>> calls = started(client, 6);
      await(() -> server.received().size() == 2);

      client.halt();
      await(() -> calls.stream().filter(CompletableFuture::isDone).count() == 4);
      goOn.countDown();
      all(calls);

      assertThat(server.received()).hasSize(2);
      assertThat(calls.stream().map(CompletableFuture::join))
          .filteredOn(reply -> reply instanceof Reply.Answer)
          .hasSize(2);
      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Halted.class);
    }
  }

  @Test
  void a_fatal_answer_halts_the_client_and_is_kept() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json(OK),
                ScriptedServer.json("{\"code\":20001}"),
                ScriptedServer.json("{\"code\":10002}"));
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());
      assertThat(client.halted()).isFalse();
      assertThat(client.fatal()).isNull();

      client.send(OrganisationCalls.company());

      assertThat(client.halted()).isTrue();
      assertThat(client.fatal()).extracting(Reply.Refusal::code).isEqualTo(20001);
      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Halted.class);
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  void the_rate_is_kept() {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(server.url()).withLimits(8, 20))) {
      long start = System.nanoTime();
      all(started(client, 9));

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(390));
      assertThat(server.received()).hasSize(9);
    }
  }

  @Test
  void a_halt_wakes_who_waits_for_the_rate() throws Exception {
    try (ScriptedServer server = ScriptedServer.answering(OK);
        SenseLinkClient client =
            SenseLinkClient.open(Clients.settings(server.url()).withLimits(8, 0.01))) {
      client.send(OrganisationCalls.company());
      CompletableFuture<Reply<Company>> waiting =
          CompletableFuture.supplyAsync(() -> client.send(OrganisationCalls.company()));

      client.halt();

      assertThat(waiting.get(120, TimeUnit.SECONDS)).isInstanceOf(Reply.Halted.class);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void a_call_refused_for_the_clock_is_signed_once_more_by_the_servers_clock() {
    try (ScriptedServer server =
            ScriptedServer.answering(expired("Wed, 08 May 2019 16:00:00 GMT"), dated(OK));
        SenseLinkClient client = Clients.to(server, new PassingTime("2019-05-08T10:00:00Z"))) {
      assertThat(client.send(PeopleCalls.createUser(Clients.ana())))
          .isInstanceOf(Reply.Answer.class);
      client.send(OrganisationCalls.company());

      assertThat(server.received())
          .extracting(request -> signedAt(request))
          .containsExactly(
              Instant.parse("2019-05-08T10:00:00Z"),
              Instant.parse("2019-05-08T16:00:00Z"),
              Instant.parse("2019-05-08T16:00:00Z"));
      assertThat(client.clockOffset()).isEqualTo(Duration.ofHours(6));
      assertThat(client.serverNow()).isEqualTo(Instant.parse("2019-05-08T16:00:00Z"));
    }
  }

  /** Whoever answers so would have a signature to be used years later. */
  @ParameterizedTest
  @ValueSource(strings = {"Thu, 09 May 2019 10:00:01 GMT", "Tue, 07 May 2019 09:59:59 GMT"})
  void nothing_is_signed_for_a_day_that_is_not_this_one(String date) {
    try (ScriptedServer server = ScriptedServer.answering(expired(date), dated(OK));
        SenseLinkClient client = Clients.to(server, new PassingTime("2019-05-08T10:00:00Z"))) {
      Reply<?> reply = client.send(OrganisationCalls.company());

      assertThat(reply).hasToString("Refusal[10003, FATAL]");
      assertThat(client.halted()).isTrue();
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void a_day_is_corrected_and_said_once() {
    List<String> told = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.answering(expired("Thu, 09 May 2019 10:00:00 GMT"), dated(OK));
        SenseLinkClient client = Clients.to(server, new PassingTime("2019-05-08T10:00:00Z"))) {
      RetryingClient patient =
          new RetryingClient(client, RetryingClient.Patience.standard(), told::add);

      assertThat(patient.ask(OrganisationCalls.company())).isInstanceOf(Reply.Answer.class);
      assertThat(patient.ask(OrganisationCalls.company())).isInstanceOf(Reply.Answer.class);

      assertThat(told).singleElement().asString().contains("clock", "signed with the server");
    }
  }

  @Test
  void clocks_that_agree_are_not_called_different() {
    List<String> told = new CopyOnWriteArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.answering(expired("Wed, 08 May 2019 10:00:02 GMT"), dated(OK));
        SenseLinkClient client = Clients.to(server, new PassingTime("2019-05-08T10:00:00Z"))) {
      new RetryingClient(client, RetryingClient.Patience.standard(), told::add)
          .ask(OrganisationCalls.company());

      assertThat(told)
          .singleElement()
          .asString()
          .contains("10003", "2 s", "gateway")
          .doesNotContain("0 min");
    }
  }

  @Test
  void a_call_refused_for_the_clock_twice_is_fatal() {
    try (ScriptedServer server =
            ScriptedServer.answering(expired("Wed, 08 May 2019 16:00:00 GMT"));
        SenseLinkClient client = Clients.to(server, new PassingTime("2019-05-08T10:00:00Z"))) {
      Reply<?> reply = client.send(OrganisationCalls.company());

      assertThat(reply).hasToString("Refusal[10003, FATAL]");
      assertThat(client.halted()).isTrue();
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  void requests_are_signed_by_this_machines_clock_as_long_as_the_server_does_not_mind() {
    try (ScriptedServer server = ScriptedServer.answering(dated(OK));
        SenseLinkClient client = Clients.to(server, new PassingTime("2019-05-08T10:00:00Z"))) {
      client.send(OrganisationCalls.company());
      client.send(OrganisationCalls.company());

      assertThat(signedAt(server.received().get(1)))
          .isEqualTo(Instant.parse("2019-05-08T10:00:00Z"));
      assertThat(client.serverNow()).isEqualTo(Instant.parse("2019-05-08T16:00:00Z"));
    }
  }

  @Test
  void the_servers_time_runs_on_whatever_this_machines_clock_is_set_to() {
    PassingTime time = new PassingTime("2019-05-08T10:00:00Z");
    try (ScriptedServer server = ScriptedServer.answering(dated(OK));
        SenseLinkClient client = Clients.to(server, time)) {
      client.send(OrganisationCalls.company());
      time.step(Duration.ofHours(-1));
      time.pass(Duration.ofSeconds(7));

      assertThat(client.serverNow()).isEqualTo(Instant.parse("2019-05-08T16:00:07Z"));
    }
  }

  /** E23: a gateway's page tells the gateway's time. */
  @Test
  void only_the_date_of_an_envelope_counts() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(
                    503, "text/html", "<html>", "Date: Sat, 11 May 2019 16:00:00 GMT"),
                dated("{\"code\":200,\"data\":{\"id\":7}}"));
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());
      assertThat(client.clockHeard()).isFalse();

      client.send(OrganisationCalls.company());
      assertThat(client.serverNow())
          .isBetween(Instant.parse("2019-05-08T16:00:00Z"), Instant.parse("2019-05-08T16:00:59Z"));
    }
  }

  /** E23. */
  @Test
  void a_jump_of_more_than_a_minute_is_confirmed_by_a_second_answer() {
    PassingTime time = new PassingTime();
    ServerClock clock = new ServerClock(time);
    Instant start = Instant.parse("2019-05-08T16:00:00Z");
    clock.saw(clock.told(start));
    time.pass(Duration.ofSeconds(10));
    clock.saw(clock.told(start.plusSeconds(69)));
    assertThat(clock.now()).as("less than a minute").isEqualTo(start.plusSeconds(69));

    clock.saw(clock.told(start.plusSeconds(86_400)));
    assertThat(clock.now()).as("a jump").isEqualTo(start.plusSeconds(69));
    clock.saw(clock.told(start.plusSeconds(70)));
    clock.saw(clock.told(start.plusSeconds(86_401)));
    assertThat(clock.now()).as("not confirmed").isEqualTo(start.plusSeconds(70));
    time.pass(Duration.ofSeconds(5));
    clock.saw(clock.told(start.plusSeconds(86_406)));
    assertThat(clock.now()).as("confirmed").isEqualTo(start.plusSeconds(86_406));
  }

  @Test
  void groups_are_read_page_after_page_and_each_once() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json(page(1, 3, 1, 2)),
                ScriptedServer.json(page(2, 3, 2, 3)),
                ScriptedServer.json(page(3, 3, 4, 5)),
                ScriptedServer.json(page(1, 3, 1, 2)),
                ScriptedServer.json(page(2, 3, 2, 3)),
                ScriptedServer.json(page(3, 3, 4, 5)));
        SenseLinkClient client = Clients.to(server)) {
      Reply<List<Group>> reply = client.send(OrganisationCalls.groups(1));

      assertThat(ids(reply)).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(server.received())
          .extracting(request -> request.fields().get("page"))
          .containsExactly("1", "2", "3", "1", "2", "3");
      assertThat(server.received().get(0).fields()).containsEntry("type", "1");
    }
  }

  @Test
  void without_page_fields_the_first_empty_page_is_the_end() {
    ScriptedServer.Answer one =
        ScriptedServer.json("{\"code\":200,\"data\":{\"data\":[{\"id\":1}]}}");
    ScriptedServer.Answer none = ScriptedServer.json("{\"code\":200,\"data\":{\"data\":[]}}");
    try (ScriptedServer server = ScriptedServer.answering(one, none, one, none);
        SenseLinkClient client = Clients.to(server)) {
      assertThat(ids(client.send(OrganisationCalls.groups(0)))).containsExactly(1L);
      assertThat(server.received()).hasSize(4);
    }
  }

  @Test
  void a_server_that_shows_the_same_page_for_ever_is_not_asked_for_ever() {
    try (ScriptedServer server =
            ScriptedServer.answering("{\"code\":200,\"data\":{\"data\":[{\"id\":1}]}}");
        SenseLinkClient client = Clients.to(server)) {
      assertThat(ids(client.send(OrganisationCalls.groups(0)))).containsExactly(1L);
      assertThat(server.received()).hasSize(4);
    }
  }

  @Test
  void a_failed_page_fails_the_whole_list() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json(page(1, 2, 1, 2)), ScriptedServer.http(503, "text/html", ""));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(OrganisationCalls.groups(1))).isInstanceOf(Reply.Unclear.class);
    }
  }

  @Test
  void an_image_comes_as_the_bytes_it_is() {
    byte[] jpeg = {(byte) 0xff, (byte) 0xd8, 0, 10, 13};
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.bytes("image/jpeg", jpeg));
        SenseLinkClient client = Clients.to(server)) {
      Reply<byte[]> reply = client.send(new FetchImage("5cbe"));

      assertThat(((Reply.Answer<byte[]>) reply).value()).isEqualTo(jpeg);
      assertThat(server.received().get(0).pathOnly()).isEqualTo("/v1/image/2/5cbe");
    }
  }

  @Test
  void a_missing_image_stops_nothing() {
    for (int status : new int[] {401, 403, 404, 405}) {
      try (ScriptedServer server =
              ScriptedServer.answering(ScriptedServer.http(status, "text/html", "<html>"));
          SenseLinkClient client = Clients.to(server)) {
        assertThat(client.send(new FetchImage("5cbe")))
            .hasToString("Refusal[" + status + ", NOT_FOUND]");
        assertThat(client.halted()).isFalse();
      }
    }
  }

  @Test
  void what_is_no_image_is_not_taken_for_one() {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.http(200, "text/html", "<html>Login</html>"),
                ScriptedServer.json("{\"code\":620}"),
                ScriptedServer.http(200, "image/jpeg", ""),
                ScriptedServer.cut("JPEGJPEG", 4));
        SenseLinkClient client = Clients.to(server)) {
      FetchImage fetch = new FetchImage("5cbe");

      assertThat(client.send(fetch)).isInstanceOf(Reply.Unclear.class);
      assertThat(client.send(fetch)).hasToString("Refusal[620, NOT_FOUND]");
      assertThat(client.send(fetch)).isInstanceOf(Reply.Unclear.class);
      assertThat(client.send(fetch)).isInstanceOf(Reply.Unclear.class);
    }
  }

  /** It will not be shorter the next time. */
  @Test
  void an_image_without_end_is_refused_and_not_asked_for_again() {
    String jpeg = "\u0001".repeat((int) FetchImage.MOST_BYTES + 1);
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.http(200, "image/jpeg", jpeg));
        SenseLinkClient client = Clients.to(server)) {
      Reply<byte[]> reply = client.send(new FetchImage("5cbe"));

      assertThat(reply).hasToString("Refusal[413, PHOTO_REJECTED]");
      assertThat(reply.isTransient()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n<!DOCTYPE html><html>", "\ufeff<html>", "Not found", "照片不存在"})
  void a_page_or_a_word_in_the_place_of_an_image_is_none_however_it_begins(String said) {
    try (ScriptedServer server =
            ScriptedServer.answering(ScriptedServer.http(200, "image/jpeg", said));
        SenseLinkClient client = Clients.to(server)) {
      assertThat(client.send(new FetchImage("5cbe"))).isInstanceOf(Reply.Unclear.class);
    }
  }

  @Test
  void a_look_up_that_lists_everybody_is_not_read_to_its_end() {
    StringBuilder everybody = new StringBuilder("{\"code\":200,\"data\":[");
    for (int id = 1; id < 200_000; id++) {
      everybody.append("{\"id\":").append(id).append("},");
    }
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json(everybody.append("{\"id\":200000}]}").toString()),
                ScriptedServer.json(OK));
        SenseLinkClient client = Clients.to(server)) {
      Reply<List<Person>> reply = client.send(ListUsers.by(ListUsers.Filter.JOB_NUMBER, "A1"));

      assertThat(((Reply.Answer<List<Person>>) reply).value()).hasSize(ListUsers.MOST);
      assertThat(client.send(OrganisationCalls.company())).isInstanceOf(Reply.Answer.class);
    }
  }

  @Test
  void the_rest_of_such_a_list_is_not_waited_for() {
    StringBuilder people = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n");
    people.append("{\"code\":200,\"data\":[");
    for (int id = 1; id <= ListUsers.MOST; id++) {
      people.append("{\"id\":").append(id).append("},");
    }
    // More than the parser reads ahead.
    people.append(" ".repeat(100_000));
    try (ScriptedServer server =
            ScriptedServer.answering(
                (out, socket, closed) -> {
                  out.write(people.toString().getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  closed.await();
                  return false;
                });
        SenseLinkClient client = Clients.to(server, Duration.ofSeconds(120))) {
      long start = System.nanoTime();
      Reply<?> reply = client.send(ListUsers.by(ListUsers.Filter.JOB_NUMBER, "A1"));

      assertThat(reply).isInstanceOf(Reply.Answer.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }
  }

  @Test
  void a_blank_filter_is_never_sent() {
    assertThatThrownBy(() -> ListUsers.by(ListUsers.Filter.MOBILE, " "))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<CompletableFuture<?>> started(SenseLinkClient client, int calls) {
    List<CompletableFuture<?>> started = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      CompletableFuture<Reply<Company>> call = new CompletableFuture<>();
      new Thread(() -> call.complete(client.send(OrganisationCalls.company()))).start();
      started.add(call);
    }
    return started;
  }

  private static void all(List<CompletableFuture<?>> calls) {
    CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).join();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (!condition.getAsBoolean()) {
      never.await(5, TimeUnit.MILLISECONDS);
    }
  }

  private static ScriptedServer.Answer expired(String date) {
    return ScriptedServer.http(200, "application/json", "{\"code\":10003}", "Date: " + date);
  }

  private static ScriptedServer.Answer dated(String json) {
    return ScriptedServer.http(
        200, "application/json", json, "Date: Wed, 08 May 2019 16:00:00 GMT");
  }

  private static Instant signedAt(Received request) {
    return Instant.ofEpochMilli(Long.parseLong(request.fields().get("timestamp")));
  }

  private static String page(int number, int of, int... ids) {
    AtomicInteger first = new AtomicInteger();
    StringBuilder rows = new StringBuilder();
    for (int id : ids) {
      rows.append(first.getAndIncrement() == 0 ? "" : ",");
      rows.append("{\"id\":").append(id).append(",\"name\":\"g\",\"type\":1}");
    }
    return "{\"code\":200,\"data\":{\"pageNum\":%d,\"totalPage\":%d,\"data\":[%s]}}"
        .formatted(number, of, rows);
  }

  private static List<Long> ids(Reply<List<Group>> reply) {
    return ((Reply.Answer<List<Group>>) reply).value().stream().map(Group::id).toList();
  }
}
