package dev.senselink.batch.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ScriptedServer;
import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
@Timeout(600)
class RecordWalkTest {
  private static final Instant DAWN = Instant.parse("2026-11-25T00:00:00Z");

  /** Of a single record each, where ids are left out. */
  private static final int MOST_LOOKS = 60;

  private Sandbox sandbox;
  private SenseLinkClient client;
  private RetryingClient server;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard());
    client =
        SenseLinkClient.open(
            ServerSettings.of(sandbox.url(), sandbox.appKey(), SecretText.of(sandbox.appSecret())));
    server = new RetryingClient(client, RetryingClient.Patience.standard());
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private void add(long id, Instant when) {
    sandbox.bystander().addRecord(new PassRecord(id, 0, 3, "SPS-1", when, 1));
  }

  private RecordWalk walk(int page) {
    return new RecordWalk(server, RecordFilter.everything(), page);
  }

  private List<Long> walked(RecordWalk walk, long after, long upTo) {
    List<Long> ids = new ArrayList<>();
    Reply<Long> reply = walk.walk(after, upTo, record -> ids.add(record.id()));
    assertThat(reply).isEqualTo(new Reply.Answer<>((long) ids.size()));
    return ids;
  }

  private long newest(RecordWalk walk) {
    return ((Reply.Answer<Long>) walk.newest()).value();
  }

  /** The n-th record's id, from 1. */
  static Stream<Arguments> spreads() {
    return Stream.of(
        spread("every id", n -> n, 21),
        spread("every third", n -> n * 3, 24),
        spread("one in a thousand", n -> n * 1000, 29),
        spread("a long way off", n -> 5_000_000_000L + n, 27),
        spread("in clusters", n -> n / 50 * 1_000_000 + n, 60),
        spread("ever rarer", n -> n * n * n, 75));
  }

  /**
   * @param mostPages in which 2,000 records of it come, 98 a page; 21 if they were all full
   */
  private static Arguments spread(String name, LongUnaryOperator id, int mostPages) {
    return Arguments.of(name, id, mostPages);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spreads")
  void each_once_and_in_order_however_the_ids_lie(
      String name, LongUnaryOperator id, int mostPages) {
    List<Long> all = LongStream.rangeClosed(1, 500).map(id).boxed().toList();
    all.forEach(one -> add(one, DAWN.plusSeconds(one % 80_000)));
    RecordWalk walk = walk(20);

    assertThat(newest(walk)).isEqualTo(all.get(499));
    assertThat(walked(walk, 0, newest(walk))).isEqualTo(all);
    assertThat(walked(walk, all.get(99), all.get(299))).isEqualTo(all.subList(100, 300));
    assertThat(sandbox.calls()).as("requests").hasSizeLessThan(600);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spreads")
  void lean_records_are_the_same_ones(String name, LongUnaryOperator id, int mostPages) {
    List<Long> all = LongStream.rangeClosed(1, 500).map(id).boxed().toList();
    all.forEach(one -> add(one, DAWN.plusSeconds(one % 80_000)));

    assertThat(walked(walk(20).lean(), 0, all.get(499))).isEqualTo(all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spreads")
  void nothing_is_fetched_to_be_thrown_away_and_the_pages_are_full(
      String name, LongUnaryOperator id, int mostPages) {
    List<Long> all = LongStream.rangeClosed(1, 2000).map(id).boxed().toList();
    all.forEach(one -> add(one, DAWN.plusSeconds(one % 80_000)));
    List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    sandbox.script(
        FaultRule.on("listRecords")
            .when(sent -> !sizes.add(Integer.valueOf(sent.get("size"))))
            .build());

    assertThat(walked(walk(100), 0, all.get(1999))).isEqualTo(all);

    assertThat(sizes).filteredOn(size -> size > 1).as("pages").hasSizeLessThanOrEqualTo(mostPages);
    assertThat(sizes).filteredOn(size -> size == 1).as("looks").hasSizeLessThan(MOST_LOOKS);
  }

  @Test
  void an_id_that_came_late_with_an_early_time_is_the_newest_all_the_same() {
    for (int n = 1; n <= 100; n++) {
      add(n, DAWN.plusSeconds(n));
    }
    add(101, DAWN.minusSeconds(86_400));

    assertThat(newest(walk(1000))).isEqualTo(101);
    assertThat(walked(walk(1000), 100, 101)).containsExactly(101L);
  }

  @Test
  void nothing_there_is_nothing() {
    assertThat(newest(walk(10))).isZero();
    assertThat(walked(walk(10), 0, 0)).isEmpty();
    assertThat(walked(walk(10), 0, 1_000_000)).isEmpty();
    assertThat(walked(walk(10), 7, 3)).isEmpty();
  }

  @Test
  void pages_smaller_than_asked_for_and_ends_that_do_not_count_lose_nothing() {
    LongStream.rangeClosed(1, 700).forEach(n -> add(n, DAWN.plusSeconds(n)));
    sandbox.misbehave(Misbehaviour.recordPagesCapped(), Misbehaviour.recordEndsLeftOut());

    assertThat(newest(walk(100))).isEqualTo(700);
    assertThat(walked(walk(100), 0, 700)).hasSize(700).isSorted();
    assertThat(sandbox.calls()).as("requests").hasSizeLessThan(140);
  }

  @Test
  void what_arrives_meanwhile_is_neither_in_it_nor_does_it_push_anything_out() {
    LongStream.rangeClosed(1, 2_000).forEach(n -> add(n, DAWN.plusSeconds(n)));
    RecordWalk walk = walk(50);
    long upTo = newest(walk);
    AtomicBoolean over = new AtomicBoolean();
    Thread door =
        new Thread(
            () -> {
              while (!over.get()) {
                add(0, DAWN.plusSeconds(50_000));
                Thread.onSpinWait();
              }
            });
    door.start();
    try {
      assertThat(walked(walk, 0, upTo))
          .isEqualTo(LongStream.rangeClosed(1, 2_000).boxed().toList());
    } finally {
      over.set(true);
    }
  }

  @Test
  void times_and_types_and_devices_are_kept_to_with_both_ends() {
    LongStream.rangeClosed(1, 300).forEach(n -> add(n, DAWN.plusSeconds(n)));
    RecordFilter some = RecordFilter.between(DAWN.plusSeconds(101), DAWN.plusSeconds(200));

    assertThat(newest(new RecordWalk(server, some, 20))).isEqualTo(200);
    assertThat(walked(new RecordWalk(server, some, 20), 0, 300))
        .isEqualTo(LongStream.rangeClosed(101, 200).boxed().toList());
    assertThat(walked(new RecordWalk(server, some.ofType(1), 20), 0, 300)).isEmpty();
    assertThat(walked(new RecordWalk(server, some.atDevice("SPS-2"), 20), 0, 300)).isEmpty();
  }

  @Test
  void a_server_that_does_not_look_at_ids_is_told_apart() {
    try (ScriptedServer all =
            ScriptedServer.answering(
                "{\"code\":200,\"data\":{\"total\":5000,\"pageNum\":1,\"totalPage\":5,"
                    + "\"data\":[{\"id\":1,\"signTime\":1}]}}");
        SenseLinkClient other = Clients.to(all)) {
      Reply<Long> reply =
          new RecordWalk(
                  new RetryingClient(other, RetryingClient.Patience.standard()),
                  RecordFilter.everything(),
                  1000)
              .walk(0, 5000, record -> {});

      assertThat(reply).isNotInstanceOf(Reply.Answer.class);
      assertThat(reply.words()).contains("startRecordId");
    }
  }

  @Test
  void the_highest_id_is_found_behind_the_newest_time() {
    try (ScriptedServer server =
            ScriptedServer.start(
                request -> {
                  String first = request.fields().getOrDefault("startRecordId", "");
                  String id = first.isEmpty() ? "5" : Long.parseLong(first) < 9 ? "9" : "";
                  return ScriptedServer.json(
                      "{\"code\":200,\"data\":{\"data\":["
                          + (id.isEmpty() ? "" : "{\"id\":" + id + ",\"signTime\":1}")
                          + "]}}");
                });
        SenseLinkClient other = Clients.to(server)) {
      RetryingClient patient = new RetryingClient(other, RetryingClient.Patience.standard());

      assertThat(newest(new RecordWalk(patient, RecordFilter.everything(), 10))).isEqualTo(9);
    }
  }

  @Test
  void every_call_says_both_times() {
    add(1, DAWN);
    walked(walk(10), 0, newest(walk(10)));

    assertThat(
            new TreeSet<>(new ListRecords(RecordFilter.everything(), 10).form().texts().keySet()))
        .contains("startTime", "endTime");
  }

  @Test
  void a_refusal_on_the_way_is_what_comes_out() {
    LongStream.rangeClosed(1, 100).forEach(n -> add(n, DAWN.plusSeconds(n)));
    List<Long> ids = new ArrayList<>();
    Reply<Long> reply =
        walk(20)
            .walk(
                0,
                100,
                record -> {
                  ids.add(record.id());
                  client.halt();
                });

    assertThat(reply).isInstanceOf(Reply.Halted.class);
    assertThat(ids).isNotEmpty().isSorted().hasSizeLessThan(100);
  }
}
