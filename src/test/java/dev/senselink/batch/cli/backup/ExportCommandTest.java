package dev.senselink.batch.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.disk.ProgramFinder;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.OtherAdministrator;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PassRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A backup holds what the server gives, says what it lacks, and is brought up to date. */
@Tag("slow")
class ExportCommandTest {
  private static final Map<String, String> VISIT =
      Map.of(
          "receptionUserId", "0",
          "dateTimeFrom", "2026-01-01 08:00:00",
          "dateTimeTo", "2099-01-01 18:00:00");

  @TempDir Path folder;

  private Shell shell;
  private long boss;
  private long guest;
  private long plant;
  private long line;

  @BeforeEach
  void a_server_with_a_bit_of_everything() {
    shell = Shell.in(folder);
    Sandbox server = shell.sandbox();
    try (SenseLinkClient client =
        SenseLinkClient.open(
            ServerSettings.of(server.url(), server.appKey(), SecretText.of(server.appSecret())))) {
      boss = staff("Boss", 1, "jobNumber", "0001", "gender", "1", "birthday", "1980-5-7");
      plant = made(client.send(OrganisationCalls.createDepartment(0, "Plant/1", boss, "P1"))).id();
      line = made(client.send(OrganisationCalls.createDepartment(plant, "Line", null, ""))).id();
      long group = made(client.send(OrganisationCalls.createGroup("夜班;A", 1))).id();
      staff(
          "=HYPERLINK(\"x\")",
          0,
          "mobile",
          "+86 1",
          "departmentId",
          line + "",
          "groups",
          "1," + group);
    }
    guest = server.addPerson(2, with(VISIT, "name", " Guest ", "mobile", "555"), photo(9));
    for (int n = 0; n < 30; n++) {
      server.addRecord(
          n % 3 == 0 ? boss : 0, Instant.parse("2026-01-31T15:30:00Z").plusSeconds(n * 3600L));
    }
  }

  private static <T> T made(Reply<T> reply) {
    return ((Reply.Answer<T>) reply).value();
  }

  private long staff(String name, int portrait, String... fields) {
    Map<String, String> all = new TreeMap<>(Map.of("name", name));
    for (int at = 0; at < fields.length; at += 2) {
      all.put(fields[at], fields[at + 1]);
    }
    return shell.sandbox().addPerson(1, all, portrait == 0 ? null : photo(portrait));
  }

  private static byte[] photo(int person) {
    return Portraits.person(person, 160);
  }

  private static Map<String, String> with(Map<String, String> some, String... more) {
    Map<String, String> all = new TreeMap<>(some);
    for (int at = 0; at < more.length; at += 2) {
      all.put(more[at], more[at + 1]);
    }
    return all;
  }

  @AfterEach
  void stop() {
    shell.close();
  }

  private Told export(String... more) {
    return shell.run(
        Stream.concat(
                Stream.of("export", backup().toString(), "--time-zone", "Asia/Shanghai"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private List<Map<String, String>> rows(String file) {
    return Shell.rows(backup().resolve(file));
  }

  private JsonNode manifest() {
    return JsonMapper.shared().readTree(Shell.plain(backup().resolve("manifest.json")));
  }

  /** Every file but those that name the moment. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(backup())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = backup().relativize(file).toString();
        boolean next = name.startsWith("next");
        if (!next && !name.startsWith("manifest.") && !name.endsWith(".xlsx")) {
          files.put(name, new String(Files.readAllBytes(file), "ISO-8859-1"));
        }
      }
    }
    return files;
  }

  @Test
  void it_holds_what_the_server_gives() throws IOException {
    Told told = export("--json");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.json().path("records").asInt()).isEqualTo(30);
    assertThat(files().keySet())
        .containsExactly(
            "company.json",
            "departments.csv",
            "devices.csv",
            "groups.csv",
            "guests.csv",
            "photos.csv",
            "photos/" + boss + ".jpg",
            "photos/" + guest + ".jpg",
            "records-2026-01.csv",
            "records-2026-02.csv",
            "users.csv");
    assertThat(rows("departments.csv").get(0))
        .containsEntry("parentId", "0")
        .containsEntry("path", "Plant\\/1")
        .containsEntry("code", "P1")
        .containsEntry("leader", "0001");
    assertThat(rows("users.csv").get(0))
        .containsEntry("gender", "F")
        .containsEntry("birthday", "1980-05-07")
        .containsEntry("photo", boss + ".jpg");
    assertThat(rows("users.csv").get(1))
        .containsEntry("name", "'=HYPERLINK(\"x\")")
        .containsEntry("mobile", "'+86 1")
        .containsEntry("department", "Plant\\/1/Line")
        .containsEntry("groups", "默认组;夜班\\;A")
        .containsEntry("groupIds", "1;3");
    assertThat(rows("guests.csv")).singleElement().asString().contains(" Guest ");
    assertThat(rows("records-2026-01.csv")).hasSize(1);
    assertThat(rows("records-2026-02.csv")).hasSize(29).isSortedAccordingTo(byId());
    assertThat(missing()).containsExactly("guestHost 1", "guestWindow 1");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
    Told roster =
        shell.run(
            "validate",
            "users",
            backup().resolve("users.csv").toString(),
            "--allow-no-photo",
            "--report",
            folder.resolve("roster").toString());
    assertThat(roster.exit()).as(roster.all()).isZero();
  }

  private static Comparator<Map<String, String>> byId() {
    return Comparator.comparingLong(row -> Long.parseLong(row.get("id")));
  }

  private List<String> missing() {
    return manifest().path("missing").values().stream()
        .map(one -> one.path("what").asString() + " " + one.path("count").asInt())
        .sorted()
        .toList();
  }

  @Test
  void an_unchanged_server_gives_the_same_bytes_and_no_photo_twice() throws IOException {
    assertThat(export().exit()).isZero();
    Map<String, String> before = files();
    assertThat(fetched()).isEqualTo(2);
    Path harmed = backup().resolve("photos/" + guest + ".jpg");
    byte[] photo = Files.readAllBytes(harmed);
    photo[100] ^= 1;
    Files.write(harmed, photo);

    Told told = export();

    assertThat(told.exit()).isZero();
    assertThat(files()).isEqualTo(before);
    assertThat(fetched()).as("only the one that was damaged here").isEqualTo(3);
  }

  @Test
  void an_update_that_was_cut_short_leaves_the_backup_as_it_was_until_it_went_on()
      throws IOException {
    assertThat(export().exit()).isZero();
    Map<String, String> before = files();
    shell.sandbox().script(FaultRule.on("listUsers").apiCode(10001).build());

    assertThat(export().exit()).isEqualTo(4);

    assertThat(files()).isEqualTo(before);
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
    shell.sandbox().clearFaults();
    assertThat(export().exit()).isZero();
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  private long fetched() {
    return shell.sandbox().calls().stream().filter(c -> c.operation().equals("getImage")).count();
  }

  @Test
  void it_is_brought_up_to_date() throws IOException {
    export();
    shell.sandbox().editPerson(boss, Map.of("remark", "new"), photo(20));
    shell.sandbox().removePerson(guest);
    Files.write(backup().resolve("photos/" + boss + ".jpg"), new byte[] {1});

    Told told = export("--no-records", "--accept-shrink");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(rows("users.csv").get(0)).containsEntry("remark", "new");
    assertThat(rows("guests.csv")).isEmpty();
    assertThat(backup().resolve("photos")).isDirectoryNotContaining("glob:**" + guest + ".jpg");
    assertThat(backup()).isDirectoryNotContaining("glob:**records*");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  @Test
  void what_should_have_been_had_is_told_and_is_exit_3() throws IOException {
    shell.sandbox().script(FaultRule.on("getImage").apiCode(620).call(1).build());
    shell.sandbox().misbehave(Misbehaviour.listHidesGroups());

    Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(missing()).containsExactly("groupList 3", "guestHost 1", "guestWindow 1", "photo 1");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  /** A server that stops giving records says how many there are no more, either. */
  @Test
  void records_that_cannot_be_had_are_counted_one_by_one() throws IOException {
    for (int n = 0; n < 60; n++) {
      shell.sandbox().addRecord(0, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(n));
    }
    int all = shell.sandbox().bystander().records().size();
    AtomicBoolean broken = new AtomicBoolean();
    shell
        .sandbox()
        .script(
            FaultRule.on("listRecords")
                .when(
                    sent -> {
                      if (sent.containsKey("endRecordId")) {
                        broken.set(true);
                      }
                      return broken.get();
                    })
                .apiCode(30001)
                .build());

    Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(missing()).contains("record " + all);
  }

  @Test
  void a_photo_that_is_not_there_is_told_in_words_for_a_photo() throws IOException {
    shell.sandbox().script(FaultRule.on("getImage").status(404).call(1).build());

    Told told = export();

    assertThat(told.all()).contains("the server does not return the photo (code 404)");
    assertThat(told.all()).doesNotContain("--server");
  }

  @Test
  void who_is_listed_but_not_found_by_id_is_kept() throws IOException {
    shell.sandbox().misbehave(Misbehaviour.listFindsNoGuestById());

    Told told = export();

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(rows("guests.csv")).extracting(row -> row.get("id")).containsExactly(guest + "");
    assertThat(rows("users.csv")).hasSize(2);
    assertThat(missing()).contains("groupList 1");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  @Test
  void who_is_gone_since_the_list_is_not_in_it() throws IOException {
    AtomicBoolean gone = new AtomicBoolean();
    shell
        .sandbox()
        .script(
            FaultRule.on("listUsers")
                .when(
                    fields -> {
                      if (fields.containsKey("id") && gone.compareAndSet(false, true)) {
                        shell.sandbox().removePerson(guest);
                      }
                      return false;
                    })
                .build());

    Told told = export();

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(rows("guests.csv")).isEmpty();
    assertThat(rows("users.csv")).hasSize(2);
  }

  @Test
  void a_folder_that_holds_anything_else_stays_untouched() throws IOException {
    Files.createDirectories(backup());
    Files.writeString(backup().resolve("notes.txt"), "mine");
    assertThat(export().exit()).isEqualTo(2);
    assertThat(backup()).isDirectoryContaining("glob:**notes.txt");
    Files.delete(backup().resolve("notes.txt"));
    export();
    Map<String, String> before = files();
    Files.writeString(backup().resolve("notes.txt"), "mine");

    Told told = export();

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("notes.txt");
    assertThat(files()).containsAllEntriesOf(before);
    assertThat(backup().resolve("manifest.json")).exists();
  }

  @Test
  void a_backup_of_another_server_stays_untouched() throws IOException {
    export();
    String manifest = Shell.plain(backup().resolve("manifest.json"));
    try (Shell other = Shell.in(folder.resolve("other"))) {
      Told told = other.run("export", backup().toString());

      assertThat(told.exit()).as(told.all()).isEqualTo(2);
      assertThat(Shell.plain(backup().resolve("manifest.json"))).isEqualTo(manifest);
    }
  }

  @Test
  void an_encrypted_zip_holds_the_same() throws IOException {
    Path zip = folder.resolve("b.zip");
    Path secret = shell.write("secret.txt", "pass\n");
    String[] command = {
      "export", "--encrypt-to-zip", zip.toString(), "--password-file", secret.toString()
    };

    Told told = shell.run(command);

    assertThat(told.exit()).as(told.all()).isZero();
    String[] verify = {"verify", zip.toString(), "--password-file", secret.toString()};
    Told sound = shell.run(verify);
    assertThat(sound.exit()).as(sound.all()).isZero();
    assertThat(shell.run("verify", zip.toString()).exit()).isEqualTo(5);
    assertThat(shell.files()).doesNotContain("b.zip.part");
    assertThat(shell.data().resolve("tmp")).isEmptyDirectory();
    assertThat(shell.run(command).exit()).isZero();
  }

  @Test
  void seven_zip_opens_the_encrypted_zip() throws IOException {
    Optional<Path> program = ProgramFinder.find("7z", System.getenv());
    assumeTrue(program.isPresent(), "7-Zip is not installed (apt: 7zip)");
    Path zip = folder.resolve("b.zip");
    Path secret = shell.write("secret.txt", "pass\n");
    shell.run("export", "--encrypt-to-zip", zip.toString(), "--password-file", secret.toString());

    Path out = folder.resolve("unzipped");
    Process unzip =
        new ProcessBuilder(program.get().toString(), "x", "-ppass", "-o" + out, zip.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(Until.within(Duration.ofSeconds(60), () -> !unzip.isAlive())).isTrue();
    assertThat(unzip.exitValue()).isZero();
    assertThat(shell.run("verify", out.toString()).exit()).isZero();
  }

  @Test
  void host_and_window_of_a_visitor_come_from_the_ledger() {
    shell.photo("v.jpg", 31);
    Path visitors =
        shell.write(
            "visitors.csv",
            "name,mobile,idNumber,host,dateTimeFrom,dateTimeTo,photo\n"
                + "Vera,777,X1,0001,2030-01-01 08:00,2030-01-02 18:00,v.jpg\n");
    Told made = shell.run("import", "guests", visitors.toString(), "--report", "" + shell.report());
    assertThat(made.exit()).as(made.all()).isZero();

    assertThat(export().exit()).isZero();

    assertThat(rows("guests.csv").get(1))
        .containsEntry("name", "Vera")
        .containsEntry("host", "0001")
        .containsEntry("dateTimeFrom", "2030-01-01 08:00:00")
        .containsEntry("dateTimeTo", "2030-01-02 18:00:00");
    assertThat(missing()).containsExactly("guestHost 1", "guestWindow 1", "idNumber 1");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  @Test
  void the_host_of_a_visitor_comes_from_the_records_where_the_ledger_knows_none()
      throws IOException {
    long hosted =
        shell
            .sandbox()
            .addPerson(
                2,
                with(VISIT, "name", "Hosted", "mobile", "556", "receptionUserId", boss + ""),
                photo(12));
    Instant when = Instant.parse("2026-02-03T08:00:00Z");
    shell.sandbox().addRecord(hosted, when);
    shell.sandbox().addRecord(hosted, when.plusSeconds(60));
    shell.sandbox().addRecord(guest, when);

    Told told = export();

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(rows("guests.csv").get(0)).containsEntry("host", "").containsEntry("hostFrom", "");
    assertThat(rows("guests.csv").get(1))
        .containsEntry("name", "Hosted")
        .containsEntry("host", "0001")
        .containsEntry("hostFrom", "records");
    assertThat(missing()).containsExactly("guestHost 1", "guestWindow 2");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
    Told plan =
        shell.run(
            "restore",
            backup().toString(),
            "--plan",
            "--guest-window",
            "2030-01-01 08:00/2030-01-02 08:00");
    assertThat(plan.exit()).as(plan.all()).isZero();
    assertThat(shell.run("export", backup().toString(), "--no-records", "--accept-shrink").exit())
        .isZero();
    assertThat(rows("guests.csv").get(1)).containsEntry("host", "").containsEntry("hostFrom", "");
  }

  private List<String> notIncluded() {
    return manifest().path("notIncluded").values().stream()
        .map(one -> one.path("what").asString() + " " + one.path("count").asString("-"))
        .toList();
  }

  @Test
  void what_is_left_out_stands_in_the_manifest_and_in_the_closing_lines() throws IOException {
    shell.sandbox().addRecord(boss, Instant.parse("2026-02-03T08:00:00Z"));
    Told told = export();
    long pictures =
        rows("records-2026-02.csv").stream().filter(row -> !row.get("signAvatar").isEmpty()).count()
            + rows("records-2026-01.csv").stream()
                .filter(row -> !row.get("signAvatar").isEmpty())
                .count();
    assertThat(pictures).isPositive();
    assertThat(notIncluded()).containsExactly("recordPhoto " + 2 * pictures);
    assertThat(told.out()).contains("not included: recordPhoto (" + 2 * pictures + "): ");

    told = export("--no-photos", "--no-records", "--accept-shrink");
    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(notIncluded()).containsExactly("photo -", "record -");
    assertThat(told.out())
        .contains("not included: photo: ", "not included: record: ", "--no-records");
    assertThat(shell.run("verify", backup().toString()).exit()).isZero();
  }

  @Test
  void records_of_a_span_are_those_of_both_its_ends() throws IOException {
    Told told = export("--records-from", "2026-02-01", "--records-to", "2026-02-01");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(rows("records-2026-02.csv")).hasSize(24);
    assertThat(manifest().path("recordsFrom").asString()).isEqualTo("2026-02-01T00:00:00+08:00");
    shell.sandbox().bystander().addRecord(new PassRecord(0, 0, 3, "x", Instant.EPOCH, 1));
    export();
    assertThat(rows("records-1970-01.csv")).hasSize(1);
  }

  @Test
  void records_that_come_during_the_export_are_left_to_the_next() throws IOException {
    try (Shell busy =
        Shell.in(
            folder.resolve("busy"),
            SandboxSettings.standard()
                .withLatency(CallLatency.logNormal(Duration.ofMillis(15), 0.3)))) {
      OtherAdministrator doors = busy.sandbox().bystander();
      Instant when = Instant.parse("2026-03-01T00:00:00Z");
      for (int n = 0; n < 12_000; n++) {
        doors.addRecord(new PassRecord(0, 0, 3, "SN", when, 1));
      }
      ScheduledExecutorService passing = Executors.newSingleThreadScheduledExecutor();
      var unused =
          passing.scheduleAtFixedRate(
              () -> doors.addRecord(new PassRecord(0, 0, 3, "SN", when.plusSeconds(9), 1)),
              0,
              10,
              TimeUnit.MILLISECONDS);
      Path target = folder.resolve("busy-backup");
      Told told = busy.run("export", target.toString(), "--time-zone", "UTC");
      passing.shutdownNow();

      assertThat(told.exit()).as(told.all()).isZero();
      List<Long> ids =
          Shell.rows(target.resolve("records-2026-03.csv")).stream()
              .map(row -> Long.valueOf(row.get("id")))
              .toList();
      List<Long> there = doors.records().stream().map(PassRecord::id).toList();
      assertThat(ids).hasSizeGreaterThanOrEqualTo(12_000).isEqualTo(there.subList(0, ids.size()));
      assertThat(there.size() - ids.size()).as("came during the export").isPositive();
    }
  }

  @Test
  void what_is_different_on_the_server_now_is_told_line_by_line() {
    export();
    String[] command = {"verify", backup().toString(), "--against-server"};
    Told same = shell.run(command);
    assertThat(same.exit()).as(same.all()).isZero();
    assertThat(same.out()).isEmpty();
    shell.sandbox().addRecord(0, Instant.now());
    shell.sandbox().editPerson(boss, Map.of("remark", "new", "groups", ""), null);
    shell.sandbox().removePerson(guest);
    long newcomer = staff("New", 0, "jobNumber", "77");
    shell.sandbox().bystander().removeGroup(3);

    Told told = shell.run(command);

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out().lines())
        .containsExactlyInAnyOrder(
            "users.csv: #" + boss + " differs on the server now: remark",
            "users.csv: #" + (boss + 1) + " differs on the server now: groupIds",
            "users.csv: #" + newcomer + " is on the server now and not in the backup",
            "guests.csv: #" + guest + " is no longer on the server",
            "groups.csv: #3 is no longer on the server");
    JsonNode json = shell.run("verify", backup().toString(), "--against-server", "--json").json();
    assertThat(json.path("ok").asBoolean()).isFalse();
    assertThat(json.path("damage").size()).isEqualTo(5);
  }

  @Test
  void verify_says_what_is_damaged_and_what_is_no_backup() throws IOException {
    export();
    Files.delete(backup().resolve("groups.csv"));

    Told told = shell.run("verify", backup().toString());
    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).isEqualTo("groups.csv: it is missing\n");
    JsonNode json = shell.run("verify", backup().toString(), "--json").json();
    assertThat(json.path("ok").asBoolean()).isFalse();
    assertThat(json.path("photos").asInt()).isEqualTo(2);
    assertThat(json.path("damage").get(0).path("file").asString()).isEqualTo("groups.csv");
    assertThat(shell.run("verify", folder.resolve("no").toString()).exit()).isEqualTo(5);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(shell.run("verify", empty.toString()).exit()).isEqualTo(3);
  }

  @Test
  void what_does_not_go_together_is_exit_2() {
    assertThat(shell.run("export").exit()).isEqualTo(2);
    assertThat(shell.run("export", "a", "--encrypt-to-zip", "b").exit()).isEqualTo(2);
    assertThat(shell.run("export", "--encrypt-to-zip", "b").exit()).isEqualTo(2);
    assertThat(shell.run("export", "a", "--password-file", "b").exit()).isEqualTo(2);
    assertThat(export("--records-from", "yesterday").exit()).isEqualTo(2);
    assertThat(export("--records-from", "2026-02-02", "--records-to", "2026-02-01").exit())
        .isEqualTo(2);
    assertThat(backup()).doesNotExist();
  }
}
