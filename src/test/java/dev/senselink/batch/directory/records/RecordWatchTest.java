package dev.senselink.batch.directory.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.api.stream.PushSettings;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.PushSpelling;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file of a watch: each record once, whatever happens to the connection.
 *
 * <p>The full size: {@code mvn -B -q test -Dtest=RecordWatchTest -Dpushes=5000 -Dcuts=50}.
 */
@Tag("slow")
@Timeout(600)
class RecordWatchTest {
  private static final int PUSHES = Integer.getInteger("pushes", 600);
  private static final int CUTS = Integer.getInteger("cuts", 8);
  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;
  private Sandbox sandbox;
  private Path file;

  /** What is told so ends in an exception. */
  private String unbearable = "\n";

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.standard().withHeartbeat(Duration.ofMillis(50)));
    file = folder.resolve("records.jsonl");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  /** A watch at work in this process. */
  private final class Watching implements AutoCloseable {
    private final SenseLinkClient client =
        SenseLinkClient.open(
            ServerSettings.of(sandbox.url(), sandbox.appKey(), SecretText.of(sandbox.appSecret())));
    private final List<String> told = new ArrayList<>();
    private final CompletableFuture<StopCause> over;

    Watching() throws IOException {
      this(RetryingClient.Patience.standard());
    }

    Watching(RetryingClient.Patience patience) throws IOException {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      RecordAppender lines = RecordAppender.append(file, channel);
      RetryingClient server =
          new RetryingClient(
              client, patience.withBackoff(Duration.ofMillis(5), Duration.ofMillis(50)));
      PushSettings push =
          PushSettings.at(sandbox.wsPort())
              .withBackoff(Duration.ofMillis(5), Duration.ofMillis(50));
      RecordWatch watch = new RecordWatch(client, server, push, lines, this::tell);
      over =
          CompletableFuture.supplyAsync(
              () -> {
                try (lines) {
                  return watch.watch();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
    }

    private synchronized void tell(String line) {
      told.add(line);
      if (line.contains(unbearable)) {
        throw new IllegalStateException(line);
      }
    }

    /** How it ends by itself. */
    StopCause end() throws Exception {
      return over.get(120, TimeUnit.SECONDS);
    }

    synchronized List<String> told() {
      return List.copyOf(told);
    }

    /** Waits until it listens, and has asked for what came before. */
    Watching connected() {
      assertThat(Until.within(PATIENCE, () -> sandbox.push().connections() > 0)).isTrue();
      return this;
    }

    @Override
    public void close() throws Exception {
      boolean ended = over.isDone();
      client.halt();
      assertThat(ended || end().kind() == StopCause.Kind.STOPPED).isTrue();
      client.close();
    }
  }

  private long add() {
    return sandbox.addRecord(0, NOON);
  }

  private void add(int count) {
    for (int n = 0; n < count; n++) {
      add();
    }
  }

  private List<Long> ids() {
    try {
      return Files.readAllLines(file).stream().map(RecordJsonLine::idOf).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The ids of all records of the server. */
  private List<Long> all() {
    return sandbox.bystander().records().stream().map(PassRecord::id).toList();
  }

  private void awaitLines(int count) {
    assertThat(
            Until.within(
                PATIENCE,
                () -> {
                  try {
                    return Files.exists(file) && Files.readString(file).lines().count() >= count;
                  } catch (IOException e) {
                    return false;
                  }
                }))
        .as("%d lines, there are %s", count, Files.exists(file) ? ids().size() : "none")
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void each_push_is_in_the_file_once_however_often_the_connection_is_cut(int disorder)
      throws Exception {
    sandbox.push().disorder(disorder);
    Random chance = new Random(20);
    try (Watching watching = new Watching().connected()) {
      for (int n = 1; n <= PUSHES; n++) {
        add();
        sandbox.push().repeat(1 + chance.nextInt(2));
        if (n % (PUSHES / CUTS) == 0) {
          sandbox.push().cut();
          watching.connected();
        }
      }
      awaitLines(PUSHES);
    }

    assertThat(sandbox.push().connectionsSoFar()).isGreaterThanOrEqualTo(CUTS);
    assertThat(ids()).hasSize(PUSHES).containsExactlyInAnyOrderElementsOf(all());
  }

  @Test
  void what_came_while_nobody_watched_is_asked_for_and_nothing_older() throws Exception {
    add(50);
    try (Watching watching = new Watching().connected()) {
      add(5);
      awaitLines(5);
    }
    add(2_500);
    try (Watching watching = new Watching().connected()) {
      add(5);
      awaitLines(2_510);
    }

    assertThat(ids()).isEqualTo(all().subList(50, 2_560));
  }

  @Test
  void a_file_with_one_line_is_gone_on_with_after_it() throws Exception {
    add(20);
    Files.writeString(file, "{\"id\":" + all().get(9) + ",\"name\":\"\"}\n");
    try (Watching watching = new Watching().connected()) {
      awaitLines(11);
    }

    assertThat(ids()).isEqualTo(all().subList(9, 20));
  }

  @Test
  void a_record_that_was_overtaken_when_writing_was_cut_short_is_asked_for() throws Exception {
    add(20);
    List<Long> known = all();
    StringBuilder lines = new StringBuilder();
    for (int at : new int[] {4, 5, 8}) {
      lines.append("{\"id\":").append(known.get(at)).append("}\n");
    }
    Files.writeString(file, lines);
    try (Watching watching = new Watching().connected()) {
      awaitLines(16);
    }

    assertThat(ids()).containsExactlyInAnyOrderElementsOf(known.subList(4, 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":%d,\"na", "{", "{\"id\":%d,\"name\":\"x\"", "\0\0\0\0"})
  void a_last_line_that_was_cut_in_the_middle_is_mended(String torn) throws Exception {
    add(5);
    Files.writeString(file, "{\"id\":" + all().get(2) + "}\n" + torn.formatted(all().get(3)));
    try (Watching watching = new Watching().connected()) {
      awaitLines(3);
    }

    assertThat(ids()).isEqualTo(all().subList(2, 5));
  }

  @Test
  void a_whole_last_line_only_lacks_its_end() throws Exception {
    add(5);
    Files.writeString(file, "{\"id\":" + all().get(2) + "}");
    try (Watching watching = new Watching().connected()) {
      awaitLines(3);
    }

    assertThat(ids()).isEqualTo(all().subList(2, 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"name,mobile\nAna,1\n", "hello", "{\"id\":1}\nhello\n", "{\n \"id\": 1\n}\n"})
  void what_is_no_file_of_records_stays_as_it_is(String other) throws Exception {
    Files.writeString(file, other);

    assertThatThrownBy(Watching::new)
        .isInstanceOf(RecordFileException.class)
        .hasMessageContaining("records.jsonl")
        .satisfies(
            e ->
                assertThat(((RecordFileException) e).kind())
                    .isEqualTo(RecordFileException.Kind.UNFIT));
    assertThat(Files.readString(file)).isEqualTo(other);
  }

  @Test
  void two_at_once_would_spoil_the_file() throws Exception {
    try (Watching watching = new Watching().connected()) {
      assertThatThrownBy(Watching::new)
          .isInstanceOf(RecordFileException.class)
          .hasMessageContaining("another");
    }
  }

  @ParameterizedTest
  @EnumSource(PushSpelling.class)
  void a_line_has_the_tables_names_whatever_the_push_calls_them(PushSpelling spelling)
      throws Exception {
    long ana = sandbox.addPerson(1, Map.of("name", "Ana", "jobNumber", "A1"), null);
    sandbox.push().spell(spelling);
    try (Watching watching = new Watching().connected()) {
      sandbox.addRecord(ana, NOON);
      // This one may have been asked for; with it written, the next one can only be a push.
      awaitLines(1);
      sandbox.addRecord(ana, NOON);
      awaitLines(2);
    }
    JsonNode line = JsonMapper.shared().readTree(Files.readAllLines(file).get(1));

    assertThat(List.copyOf(line.propertyNames()).subList(0, 22))
        .isEqualTo(RecordCells.columns().stream().filter(name -> !name.equals("remark")).toList());
    assertThat(line.has("userName") || line.has("deviceSN") || line.has("userType")).isFalse();
    assertThat(line.get("name").stringValue()).isEqualTo("Ana");
    assertThat(line.get("type").intValue()).isEqualTo(1);
    assertThat(line.get("signTime").longValue()).isEqualTo(NOON.getEpochSecond());
    assertThat(line.get("jobNumber").isNull()).isEqualTo(spelling == PushSpelling.SAMPLE);
  }

  @Test
  void a_record_with_a_lower_id_that_comes_late_is_written_too() throws Exception {
    sandbox.bystander().addRecord(new PassRecord(1_000, 0, 3, "SPS-1", NOON, 1));
    try (Watching watching = new Watching().connected()) {
      sandbox.bystander().addRecord(new PassRecord(2_000, 0, 3, "SPS-1", NOON, 1));
      awaitLines(1);
      sandbox
          .bystander()
          .addRecord(new PassRecord(1_500, 0, 3, "SPS-1", NOON.minusSeconds(90_000), 1));
      awaitLines(2);
    }

    assertThat(ids()).containsExactly(2_000L, 1_500L);
  }

  @Test
  void while_a_gap_cannot_be_filled_nothing_beyond_it_is_written() throws Exception {
    try (Watching watching = new Watching().connected()) {
      add(3);
      awaitLines(3);
      sandbox.script(FaultRule.on("listRecords").status(500).build());
      sandbox.push().cut();
      add(3);
      watching.connected();
      add(3);
      assertThat(
              Until.within(
                  PATIENCE,
                  () ->
                      sandbox.calls().stream()
                              .filter(call -> call.operation().equals("listRecords"))
                              .filter(call -> !call.fault().isEmpty())
                              .count()
                          > 3))
          .isTrue();
    }
    assertThat(ids()).isEqualTo(all().subList(0, 3));

    sandbox.clearFaults();
    try (Watching watching = new Watching().connected()) {
      awaitLines(9);
    }
    assertThat(ids()).isEqualTo(all());
  }

  @Test
  void more_than_may_wait_are_asked_for() throws Exception {
    add(1);
    try (Watching watching = new Watching().connected()) {
      LongStream.range(0, 12_000).forEach(n -> add());
      awaitLines(12_000);
    }

    assertThat(ids()).containsExactlyInAnyOrderElementsOf(all().subList(1, 12_001));
  }

  @Test
  void where_the_calls_stay_away_it_ends_and_says_so() throws Exception {
    try (Watching watching =
        new Watching(RetryingClient.Patience.of(2, Duration.ofMillis(200), Duration.ofMillis(200)))
            .connected()) {
      add(1);
      awaitLines(1);
      sandbox.script(FaultRule.on(FaultRule.ANY).status(500).build());
      sandbox.push().cut();

      StopCause end = watching.end();
      assertThat(end.kind()).isEqualTo(StopCause.Kind.OUTAGE);
      assertThat(end.words()).contains("not been reachable");
    }
  }

  @Test
  void a_defect_of_the_listener_ends_it_and_is_not_waited_for() throws Exception {
    unbearable = "the connection of the record push was lost";
    try (Watching watching = new Watching().connected()) {
      sandbox.push().cut();

      assertThatThrownBy(watching::end).hasRootCauseInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_server_set_up_anew_is_told_and_its_gaps_are_filled_all_the_same() throws Exception {
    add(3);
    Files.writeString(file, "{\"id\":9000000}\n");
    try (Watching watching = new Watching().connected()) {
      add(2);
      awaitLines(3);
      sandbox.push().refuse(503);
      sandbox.push().cut();
      add(4);
      sandbox.push().refuse(0);
      awaitLines(7);

      assertThat(watching.told()).filteredOn(line -> line.contains("reinstalled")).hasSize(1);
    }
    assertThat(ids()).containsExactlyInAnyOrderElementsOf(withOld(all().subList(3, 9)));
  }

  private static List<Long> withOld(List<Long> ids) {
    List<Long> all = new ArrayList<>(ids);
    all.add(9_000_000L);
    return all;
  }

  @Test
  void the_user_is_told_of_a_cut_once_and_that_it_is_over() throws Exception {
    try (Watching watching = new Watching().connected()) {
      sandbox.push().refuse(503);
      sandbox.push().cut();
      assertThat(Until.within(PATIENCE, () -> watching.told().size() >= 2)).isTrue();
      sandbox.push().refuse(0);
      watching.connected();
      assertThat(Until.within(PATIENCE, () -> watching.told().size() >= 3)).isTrue();

      assertThat(watching.told()).hasSize(3);
      assertThat(watching.told().get(1)).contains("the connection of the record push was lost");
      assertThat(watching.told().get(2)).contains("connected again");
    }
  }
}
