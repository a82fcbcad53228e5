package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.records.RecordCells;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PassRecord;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class RecordsExportTest {
  private static final Instant MIDNIGHT = Instant.parse("2026-11-24T16:00:00Z");

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void start() {
    shell = Shell.in(folder).with("SENSELINK_TIME_ZONE", "Asia/Shanghai");
  }

  @AfterEach
  void stop() {
    shell.close();
  }

  /** A record of a stranger so many seconds after midnight in Shanghai. */
  private long seen(long second) {
    return seen(0, 3, "SPS-1", second);
  }

  private long seen(long person, int type, String device, long second) {
    return shell
        .sandbox()
        .bystander()
        .addRecord(new PassRecord(0, person, type, device, MIDNIGHT.plusSeconds(second), 1));
  }

  private Shell.Told export(String... options) {
    List<String> args = new ArrayList<>(List.of("records", "export"));
    args.addAll(List.of(options));
    return shell.run(args.toArray(String[]::new));
  }

  private List<Long> ids(String... options) {
    List<String> args = new ArrayList<>(List.of(options));
    Path file = folder.resolve("some.csv");
    args.addAll(List.of("-o", file.toString()));
    assertThat(export(args.toArray(String[]::new)).exit()).isZero();
    return idsOf(file);
  }

  private static List<Long> idsOf(Path file) {
    return Shell.rows(file).stream().map(row -> Long.valueOf(row.get("id"))).toList();
  }

  @Test
  void the_three_kinds_of_file_hold_the_same_by_id_ascending() throws Exception {
    long ana = shell.sandbox().addPerson(1, Map.of("name", "=Ana;\"B\"", "mobile", "0138"), null);
    List<Long> all = new ArrayList<>();
    for (int n = 0; n < 30; n++) {
      all.add(n % 2 == 0 ? seen(ana, 1, "SPS-1", 1_000 - n) : seen(1_000 - n));
    }
    Path csv = folder.resolve("r.csv");
    Path jsonl = folder.resolve("r.jsonl");
    Path xlsx = folder.resolve("r.xlsx");
    for (Path file : List.of(csv, jsonl, xlsx)) {
      Shell.Told told = export("-o", file.toString());
      assertThat(told.exit()).as(told.err()).isZero();
      assertThat(told.out()).isEmpty();
      assertThat(told.err()).contains("30 records");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }

    assertThat(idsOf(csv)).isEqualTo(all);
    assertThat(Shell.text(csv)).startsWith(String.join(",", RecordCells.columns()) + "\r\n");
    assertThat(Shell.rows(csv).get(0).get("name")).isEqualTo("'=Ana;\"B\"");
    List<JsonNode> objects =
        Files.readAllLines(jsonl).stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(objects).extracting(node -> node.get("id").longValue()).isEqualTo(all);
    assertThat(objects.get(0).get("name").stringValue()).isEqualTo("=Ana;\"B\"");
    assertThat(objects.get(0).get("mobile").stringValue()).isEqualTo("0138");
    // From a stream: what is opened as a file is written back when it is closed.
    try (var book = WorkbookFactory.create(Files.newInputStream(xlsx))) {
      Sheet sheet = book.getSheetAt(0);
      assertThat(sheet.getLastRowNum()).isEqualTo(30);
      List<Map<String, String>> rows = Shell.rows(csv);
      for (int row = 1; row <= 30; row++) {
        for (int column = 0; column < RecordCells.columns().size(); column++) {
          Cell cell = sheet.getRow(row).getCell(column);
          String guarded = rows.get(row - 1).get(RecordCells.columns().get(column));
          assertThat(cell == null ? "" : cell.getStringCellValue())
              .isEqualTo(GuardedCsvWriter.unguard(guarded));
        }
      }
    }
  }

  @Test
  void without_a_file_it_is_csv_on_standard_output_and_nothing_else() {
    seen(1);
    Shell.Told told = export();

    assertThat(told.exit()).isZero();
    assertThat(told.out()).startsWith("\ufeffid,userId,").endsWith("\r\n");
    assertThat(told.out().lines()).hasSize(2);
  }

  @Test
  void none_is_a_header_and_exit_0() {
    assertThat(ids()).isEmpty();
    assertThat(Shell.text(folder.resolve("some.csv"))).startsWith("id,");
  }

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource({
    "2026-11-25, 2026-11-25, 0 1 3599 3600 86399",
    "2026-11-25, , 0 1 3599 3600 86399 86400",
    ", 2026-11-24, -1",
    "2026-11-25 01:00, 2026-11-25 01:00, 3600",
    "2026-11-25 00:00:01, 2026-11-25 00:59:59, 1 3599",
    "2026-11-24T16:59:59Z, 2026-11-25T01:00:00+08:00, 3599 3600",
    "2026-11-26, , 86400",
    "2030-01-01, , ''",
  })
  void both_ends_belong_to_it(String from, String to, String seconds) {
    long first = 0;
    for (long second : new long[] {-1, 0, 1, 3599, 3600, 86399, 86400}) {
      long id = seen(second);
      first = first == 0 ? id : first;
    }
    List<String> options = new ArrayList<>();
    if (from != null) {
      options.addAll(List.of("--from", from));
    }
    if (to != null) {
      options.addAll(List.of("--to", to));
    }
    ids(options.toArray(String[]::new));

    assertThat(Shell.rows(folder.resolve("some.csv")))
        .extracting(row -> Long.parseLong(row.get("signTime")) - MIDNIGHT.getEpochSecond())
        .isEqualTo(
            Stream.of(seconds.split(" ")).filter(s -> !s.isEmpty()).map(Long::valueOf).toList());
  }

  @Test
  void a_type_or_a_device_alone() {
    long ana = shell.sandbox().addPerson(1, Map.of("name", "Ana"), null);
    long staff = seen(ana, 1, "SPS-1", 1);
    long guest = seen(0, 2, "SPS-2", 2);
    long stranger = seen(0, 3, "SPS-1", 3);

    assertThat(ids("--type", "staff")).containsExactly(staff);
    assertThat(ids("--type", "guest")).containsExactly(guest);
    assertThat(ids("--type", "stranger")).containsExactly(stranger);
    assertThat(ids("--device", "SPS-1")).containsExactly(staff, stranger);
    assertThat(ids("--device", "SPS-1", "--type", "guest")).isEmpty();
  }

  @Test
  void one_person_alone_by_id_or_by_name() {
    long ana = shell.sandbox().addPerson(1, Map.of("name", "Ana"), null);
    long ben = shell.sandbox().addPerson(1, Map.of("name", "Ben"), null);
    long first = seen(ana, 1, "SPS-1", 1);
    seen(ben, 1, "SPS-1", 2);
    seen(0, 3, "SPS-1", 3);
    long last = seen(ana, 1, "SPS-2", 4);

    assertThat(ids("--person", "" + ana)).containsExactly(first, last);
    assertThat(ids("--name", "Ana")).containsExactly(first, last);
    assertThat(ids("--name", "Ana", "--device", "SPS-2")).containsExactly(last);
    assertThat(ids("--name", "Ana", "--person", "" + ben)).isEmpty();
  }

  @Test
  void since_last_gives_each_record_once_for_each_type_and_device() throws IOException {
    long first = seen(1);
    assertThat(ids("--since-last")).containsExactly(first);
    assertThat(ids("--since-last")).isEmpty();
    long late = seen(-90_000);
    assertThat(ids("--since-last", "--type", "stranger")).containsExactly(first, late);
    assertThat(ids("--since-last")).containsExactly(late);
    assertThat(ids("--since-last", "--device", "SPS-1")).containsExactly(first, late);
    assertThat(ids("--since-last")).isEmpty();
    try (Stream<Path> state = Files.list(shell.data())) {
      assertThat(state.filter(Files::isRegularFile).filter(f -> f.toString().contains("records")))
          .allSatisfy(
              f ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void since_last_remembers_only_what_is_in_place() throws IOException {
    for (int n = 0; n < 2_500; n++) {
      seen(n);
    }
    Path file = Files.writeString(folder.resolve("some.csv"), "unchanged");
    shell.sandbox().script(FaultRule.on("listRecords").apiCode(20001).fromCall(4).build());

    Shell.Told told = export("--since-last", "-o", file.toString());

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.err()).contains("20001");
    assertThat(Files.readString(file)).isEqualTo("unchanged");
    assertThat(shell.files()).noneMatch(name -> name.endsWith(".part"));
    shell.sandbox().clearFaults();
    assertThat(ids("--since-last")).hasSize(2_500);
  }

  @Test
  void what_standard_output_does_not_take_is_given_again() {
    for (int n = 0; n < 2_500; n++) {
      seen(n);
    }
    Writer full =
        new Writer() {
          private int room = 50_000;

          @Override
          public void write(char[] text, int from, int length) throws IOException {
            room -= length;
            if (room < 0) {
              throw new IOException("no room");
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();

    int exit =
        Cli.run(
            new String[] {"records", "export", "--since-last"},
            shell.environment(),
            new PrintWriter(full),
            new PrintWriter(err));

    assertThat(exit).as(err.toString()).isEqualTo(4);
    assertThat(err.toString()).contains("standard output cannot be written");
    assertThat(ids("--since-last")).hasSize(2_500);
  }

  @Test
  void a_file_without_its_mark_is_given_once_more() throws IOException {
    long first = seen(1);
    Path obstacle = shell.data().resolve("records-exported.json.part").resolve("in the way");
    Files.createDirectories(obstacle);
    Path file = folder.resolve("some.csv");

    Shell.Told told = export("--since-last", "-o", file.toString());

    assertThat(told.exit()).as(told.err()).isEqualTo(4);
    assertThat(told.err()).contains("records-exported.json", "again");
    assertThat(idsOf(file)).containsExactly(first);
    Files.delete(obstacle);
    assertThat(ids("--since-last")).containsExactly(first);
  }

  @Test
  void a_server_that_has_moved_is_gone_on_with_when_that_is_said() {
    long first = seen(1);
    assertThat(ids("--since-last")).containsExactly(first);
    assertThat(ids("--since-last", "--device", "SPS-1")).containsExactly(first);
    String old = shell.sandbox().url().toString();
    shell.with("SENSELINK_SERVER", old.replace("127.0.0.1", "localhost"));

    assertThat(ids("--since-last", "--same-server-as", old)).isEmpty();
    assertThat(ids("--since-last", "--device", "SPS-1")).containsExactly(first);
    long second = seen(2);
    assertThat(ids("--since-last", "--same-server-as", old)).containsExactly(second);
  }

  @Test
  void a_server_set_up_anew_is_told_with_a_way_out_of_it() throws IOException {
    long first = seen(1);
    assertThat(ids("--since-last")).containsExactly(first);
    Path marks = shell.data().resolve("records-exported.json");
    Files.writeString(marks, Files.readString(marks).replace(":" + first, ":9000000"));

    Shell.Told told = export("--since-last");

    assertThat(told.exit()).isZero();
    assertThat(told.out().lines()).hasSize(1);
    assertThat(told.err()).contains("reinstalled", "delete " + marks);
    Files.delete(marks);
    assertThat(ids("--since-last")).containsExactly(first);
  }

  @Test
  void what_a_killed_export_left_goes_and_what_another_is_writing_stays() throws IOException {
    seen(1);
    Path dead = Files.writeString(folder.resolve(".some.csv.999999999.part"), "half");
    long other = ProcessHandle.current().parent().orElseThrow().pid();
    Path alive = Files.writeString(folder.resolve(".some.csv." + other + ".part"), "half");

    assertThat(ids()).hasSize(1);

    assertThat(dead).doesNotExist();
    assertThat(alive).hasContent("half");
  }

  @Test
  void since_last_holds_the_data_folders_lock() {
    try (DataFolder held = DataFolder.lock(shell.data(), "somebody else")) {
      Shell.Told told = export("--since-last", "-o", folder.resolve("x.csv").toString());

      assertThat(told.exit()).isEqualTo(4);
      assertThat(told.err()).contains("somebody else");
      assertThat(export("-o", folder.resolve("x.csv").toString()).exit()).isZero();
    }
  }

  @Test
  void records_that_arrive_meanwhile_are_left_to_the_next_export() throws Exception {
    for (int n = 0; n < 20_000; n++) {
      seen(n);
    }
    ScheduledThreadPoolExecutor door = new ScheduledThreadPoolExecutor(1);
    var unused = door.scheduleAtFixedRate(() -> seen(86_000), 0, 10, TimeUnit.MILLISECONDS);
    List<Long> exported = new ArrayList<>(ids("--since-last"));
    int first = exported.size();
    exported.addAll(ids("--since-last"));
    door.shutdown();
    assertThat(door.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
    exported.addAll(ids("--since-last"));

    assertThat(first).isLessThan(exported.size());
    assertThat(exported)
        .isEqualTo(shell.sandbox().bystander().records().stream().map(PassRecord::id).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--since-last --from 2026-11-25",
        "--since-last --to 2026-11-25",
        "--since-last --person 5",
        "--since-last --name Ana",
        "--person Ana",
        "--from 2026-11-26 --to 2026-11-25",
        "--from 25.11.2026",
        "--to 2026-11-31",
        "--from 2026-02-30",
        "--type robots",
        "-o records.pdf",
        "-o no-such-folder/records.csv",
        "--json",
        "--from 2026-11-25T25:00:00Z",
      })
  void wrong_usage_is_exit_2_before_anything_is_asked(String options) {
    Shell.Told told = export(options.split(" "));

    assertThat(told.exit()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).doesNotContain("\tat ");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_refused_key_is_exit_4_and_leaves_no_file() {
    seen(1);
    Shell.Told told = export("--app-key", "other", "-o", folder.resolve("none.csv").toString());

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.err()).contains("10001");
    assertThat(folder.resolve("none.csv")).doesNotExist();
  }

  @Test
  void with_json_one_document_says_what_was_written() {
    long id = seen(1);
    Shell.Told told = export("--json", "-o", folder.resolve("r.jsonl").toString());

    assertThat(told.json().get("records").longValue()).isEqualTo(1);
    assertThat(told.json().get("lastId").longValue()).isEqualTo(id);
  }

  @Test
  void a_job_file_may_export_them() {
    long id = seen(1);
    Path job =
        shell.write("records.yml", "job: records-export\noutput: night.csv\nsince-last: true\n");
    Shell.Told told = shell.run("run", job.toString());

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(idsOf(folder.resolve("night.csv"))).containsExactly(id);
  }
}
