package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.senselink.batch.ledger.RunIndexFile;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What a job does with the rosters it finds (CLI.md, "Job files"). */
@Tag("slow")
class JobRunnerTest {
  private static final String TIME = "2026-01-0%dT08:00:00Z";

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    shell.sandbox().addPerson(1, Map.of("name", "Host", "jobNumber", "H1", "groups", "1"), null);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private Shell.Told run(String kind, String roster, String... more) {
    List<String> lines =
        new ArrayList<>(List.of("job: " + kind, "roster: " + roster, "report: report"));
    lines.addAll(Arrays.asList(more));
    return shell.run("run", shell.write("job.yml", String.join("\n", lines) + "\n").toString());
  }

  /** A list of visitors in the folder `in`, as old as its number says: 1 is the oldest. */
  private Path visitors(String name, int age, int... people) {
    List<String> lines = new ArrayList<>(List.of("name,mobile,host,dateTimeFrom,dateTimeTo"));
    for (int n : people) {
      String mobile = String.valueOf(13_800_000_000L + n);
      shell.photo(mobile + ".jpg", n);
      lines.add("Visitor " + n + "," + mobile + ",H1,2026-01-01,2099-01-01");
    }
    return saved(name, age, lines);
  }

  private Path staff(String name, int age, int... people) {
    List<String> lines = new ArrayList<>(List.of("jobNumber,name"));
    for (int n : people) {
      shell.photo("E" + n + ".jpg", n);
      lines.add("E" + n + ",Person " + n);
    }
    return saved(name, age, lines);
  }

  private Path saved(String name, int age, List<String> lines) {
    try {
      Files.createDirectories(folder.resolve("in"));
      Path file = Files.write(folder.resolve("in").resolve(name), lines);
      return Files.setLastModifiedTime(
          file, FileTime.from(java.time.Instant.parse(TIME.formatted(age))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What lies below the folder `in`, except photos. */
  private List<String> lying() {
    try (Stream<Path> all = Files.walk(folder.resolve("in"))) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.resolve("in").relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> people(int type) {
    return shell.sandbox().people().stream()
        .filter(p -> p.type() == type && !p.name().equals("Host"))
        .map(PersonView::name)
        .sorted()
        .toList();
  }

  private List<RunIndexFile.Entry> runs() {
    return new RunIndexFile(shell.data()).read();
  }

  private void refusedFrom(String operation, int call) {
    shell.sandbox().script(FaultRule.on(operation).apiCode(10002).fromCall(call).build());
  }

  @Test
  void a_job_that_only_plans_moves_nothing() {
    staff("a.csv", 1, 1);

    Shell.Told told =
        run("import-users", "in/*.csv", "move: true", "plan: staff.plan", "photos: photos");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(lying()).containsExactly("a.csv");
    assertThat(folder.resolve("staff.plan")).exists();
  }

  @Test
  void a_list_whose_columns_a_person_has_to_name_stays_and_so_do_those_after_it() {
    saved("a.csv", 1, List.of("name,Emplyee Number", "Ana,E1"));
    staff("b.csv", 2, 2);

    Shell.Told told = run("import-users", "in/*.csv", "move: true", "allow-no-photo: true");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.all())
        .contains("COLUMNS_UNCLEAR: a.csv")
        .contains("not moved, because you need to say");
    assertThat(lying()).containsExactly("a.csv", "b.csv");
    assertThat(people(1)).isEmpty();

    run(
        "import-users",
        "in/*.csv",
        "move: true",
        "allow-no-photo: true",
        "columns: Emplyee Number=-");

    assertThat(lying()).containsExactly("done/a.csv", "done/b.csv");
  }

  @Test
  void a_list_of_whose_status_no_word_is_known_moves_nothing() {
    String[] settings = {
      "move: true", "allow-no-photo: true", "list: staff", "new-list: true", "leavers: revoke"
    };
    saved("a.csv", 1, List.of("jobNumber,name,员工状态", "E1,Ana,A", "E2,Bo,A", "E3,Cem,A"));
    assertThat(run("import-users", "in/*.csv", with("left-when: 员工状态=T", settings)).exit())
        .isZero();
    assertThat(people(1)).containsExactly("Ana", "Bo", "Cem");
    saved("b.csv", 2, List.of("jobNumber,name,在职状态", "E1,Ana,A", "E2,Bo,T", "E3,Cem,A"));
    staff("c.csv", 3, 9);
    List<String> lying = lying();
    int before = shell.sandbox().commits().size();

    Shell.Told told = run("import-users", "in/*.csv", settings);

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.all()).contains("STATUS_UNKNOWN: b.csv", "在职状态", "left-when");
    assertThat(lying()).as("neither it nor what comes after it").isEqualTo(lying);
    assertThat(shell.sandbox().commits()).as("nobody is taken out").hasSize(before);
    assertThat(people(1)).containsExactly("Ana", "Bo", "Cem");
  }

  private static String[] with(String setting, String... settings) {
    return Stream.concat(Stream.of(settings), Stream.of(setting)).toArray(String[]::new);
  }

  @Test
  void every_roster_of_staff_is_taken_the_oldest_first_and_put_away() {
    staff("b.csv", 1, 1);
    staff("a.csv", 2, 2);
    saved("c.csv", 3, List.of("jobNumber,name", "E9,Without Photo"));
    saved("d.csv", 4, List.of("what,is,this"));

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).as(told.err()).isEqualTo(5);
    assertThat(runs())
        .extracting(e -> Path.of(e.roster()).getFileName().toString())
        .containsExactly("b.csv", "a.csv", "c.csv");
    assertThat(lying()).containsExactly("done/a.csv", "done/b.csv", "done/c.csv", "failed/d.csv");
    assertThat(told.out()).contains("moved to " + folder.resolve("in/done/a.csv"), "exit code 5");
    assertThat(people(1)).containsExactly("Person 1", "Person 2");
  }

  @Test
  void a_list_that_was_moved_is_imported_again_by_the_job_and_not_from_its_old_place() {
    saved("c.csv", 1, List.of("jobNumber,name", "E9,Without Photo"));
    shell.photo("other.jpg", 1);
    Path moved = folder.resolve("in/done/c.csv");

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(told.all())
        .contains(" run " + folder.resolve("job.yml"))
        .contains("moved to " + moved + "; to import it again, correct it and move it back")
        .doesNotContain("import users " + folder.resolve("in/c.csv"));
  }

  @Test
  void a_header_that_is_not_understood_names_the_setting_of_the_job() {
    saved("d.csv", 1, List.of("what,is,this"));

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).as(told.err()).isEqualTo(5);
    assertThat(told.all())
        .contains("HEADER_NOT_FOUND")
        .contains("job.yml is a job file", "columns: \"Badge=jobNumber\"");
  }

  @Test
  void of_lists_of_visitors_only_the_newest_is_taken_and_the_older_are_named_and_moved() {
    visitors("b.csv", 1, 1);
    visitors("c.csv", 2, 2);
    visitors("a.csv", 3, 3);

    Shell.Told told = run("import-guests", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(people(2)).containsExactly("Visitor 3");
    assertThat(told.out())
        .contains(
            "not imported, because there is a newer list; moved to "
                + folder.resolve("in/done/b.csv"),
            "not imported, because there is a newer list; moved to "
                + folder.resolve("in/done/c.csv"));
    assertThat(lying()).containsExactly("done/a.csv", "done/b.csv", "done/c.csv");
  }

  /** Libraries that nobody has told where to log to write to standard output. */
  @Test
  void nothing_is_logged_before_the_job_has_said_how() {
    staff("a.csv", 1, 1);
    run("import-users", "in/*.csv", "photos: photos", "move: true");
    ListAppender<ILoggingEvent> unasked = new ListAppender<>();
    unasked.start();
    var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.getLoggerContext().getLogger("com.zaxxer.hikari").setLevel(Level.INFO);
    root.addAppender(unasked);

    Shell.Told told = run("import-users", "in/*.csv", "move: true");

    assertThat(told.out()).startsWith("nothing to do");
    assertThat(unasked.list).isEmpty();
  }

  @Test
  void an_older_list_is_not_taken_the_next_day_because_the_newest_could_not_be_read() {
    visitors("old.csv", 1, 1);
    saved("new.csv", 2, List.of("what,is,this"));
    assertThat(run("import-guests", "in/*.csv", "photos: photos", "move: true").exit())
        .isEqualTo(5);

    assertThat(run("import-guests", "in/*.csv", "photos: photos", "move: true").exit()).isZero();

    assertThat(lying()).containsExactly("done/old.csv", "failed/new.csv");
    assertThat(people(2)).isEmpty();
  }

  @Test
  void without_move_all_stays_and_the_older_lists_are_named() {
    Path old = visitors("old.csv", 1, 1);
    visitors("new.csv", 2, 2);

    Shell.Told told = run("import-guests", "in/*.csv", "photos: photos");

    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("not imported, because there is a newer list: " + old);
    assertThat(lying()).containsExactly("new.csv", "old.csv");
  }

  @ParameterizedTest
  @CsvSource({"in/*.csv,false", "nowhere/*.csv,false", "in/list.csv,true"})
  void nothing_to_do_is_exit_0_and_said(String roster, boolean move) throws IOException {
    Files.createDirectories(folder.resolve("in"));

    Shell.Told told = run("import-guests", roster, "move: " + move);

    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("nothing to do: no file matches " + roster);
    assertThat(told.out().contains("does not exist")).isEqualTo(!roster.startsWith("in/*"));
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void one_file_that_should_be_there_and_is_not_cannot_be_read() {
    assertThat(run("import-users", "staff.csv").exit()).isEqualTo(5);
  }

  @Test
  void a_run_that_stopped_is_gone_on_with_before_anything_new_is_taken() {
    visitors("monday.csv", 1, 1, 2, 3, 4);
    refusedFrom("createGuest", 3);
    Shell.Told stopped =
        run("import-guests", "in/*.csv", "photos: photos", "move: true", "concurrency: 1");
    assertThat(stopped.exit()).isEqualTo(4);
    assertThat(lying()).containsExactly("monday.csv");
    shell.sandbox().clearFaults();
    visitors("tuesday.csv", 2, 5);

    Shell.Told told = run("import-guests", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.err())
        .contains("monday.csv was not finished and continues now", "continuing run");
    assertThat(runs())
        .extracting(RunIndexFile.Entry::status)
        .containsExactly("COMPLETED", "COMPLETED");
    assertThat(people(2)).hasSize(5);
    assertThat(lying()).containsExactly("done/monday.csv", "done/tuesday.csv");
  }

  @Test
  void nothing_new_is_taken_while_the_unfinished_run_stops_again() {
    staff("a.csv", 1, 1, 2, 3);
    staff("b.csv", 2, 4);
    refusedFrom("createUser", 2);
    Shell.Told first = run("import-users", "in/*.csv", "photos: photos", "move: true");
    assertThat(first.exit()).isEqualTo(4);
    assertThat(first.out()).contains("not imported, because the run before it stopped");

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(runs()).hasSize(1);
    assertThat(lying()).containsExactly("a.csv", "b.csv");
  }

  @ParameterizedTest
  @CsvSource({"replaced", "gone"})
  void a_run_goes_on_with_its_own_copy_when_its_roster_is(String what) throws IOException {
    Path list = visitors("list.csv", 1, 1, 2, 3, 4);
    Files.move(folder.resolve("photos"), folder.resolve("in/photos"));
    refusedFrom("createGuest", 3);
    assertThat(run("import-guests", "in/list.csv", "move: true", "concurrency: 1").exit())
        .isEqualTo(4);
    shell.sandbox().clearFaults();
    Files.delete(list);
    boolean replaced = what.equals("replaced");
    if (replaced) {
      visitors("list.csv", 2, 4, 5);
      Files.move(
          folder.resolve("photos/13800000005.jpg"), folder.resolve("in/photos/13800000005.jpg"));
    }

    Shell.Told told = run("import-guests", "in/list.csv", "move: true");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(runs()).hasSize(replaced ? 2 : 1).allMatch(e -> e.status().equals("COMPLETED"));
    assertThat(people(2)).hasSize(replaced ? 5 : 4);
    assertThat(lying().contains("done/list.csv")).isEqualTo(replaced);
  }

  @Test
  void an_unfinished_run_that_a_later_list_has_overtaken_is_left_alone() {
    Path old = visitors("old.csv", 1, 1, 2, 3);
    refusedFrom("createGuest", 2);
    assertThat(run("import-guests", "in/*.csv", "photos: photos", "concurrency: 1").exit())
        .isEqualTo(4);
    shell.sandbox().clearFaults();
    Path newer = visitors("new.csv", 2, 4);
    String photos = folder.resolve("photos").toString();
    shell.run(
        "import", "guests", newer.toString(), "--photos", photos, "--report", "" + shell.report());

    Shell.Told told = run("import-guests", "in/*.csv", "photos: photos");

    assertThat(told.err()).doesNotContain("was not finished");
    assertThat(told.out()).contains("there is a newer list: " + old);
  }

  @Test
  void a_list_that_is_saved_anew_during_its_run_is_not_put_away() {
    visitors("list.csv", 1, 1, 2);
    shell
        .sandbox()
        .script(
            FaultRule.on("createGuest")
                .when(
                    fields -> {
                      visitors("list.csv", 3, 1, 2, 3);
                      return false;
                    })
                .build());

    Shell.Told told = run("import-guests", "in/list.csv", "photos: photos", "move: true");

    assertThat(told.exit()).isZero();
    assertThat(told.out()).contains("not moved, because it was changed while it was imported");
    assertThat(lying()).containsExactly("list.csv");
    shell.sandbox().clearFaults();
    assertThat(run("import-guests", "in/list.csv", "photos: photos", "move: true").exit()).isZero();
    assertThat(people(2)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"jobs,run other.yml", "'',import-users"})
  void while_another_is_at_work_nothing_is_touched(String lock, String holder) throws IOException {
    visitors("old.csv", 1, 1);
    visitors("new.csv", 2, 2);
    Files.createDirectories(shell.data().resolve("runs"));

    try (DataFolder other = DataFolder.lock(shell.data().resolve(lock), holder)) {
      Shell.Told told = run("import-guests", "in/*.csv", "photos: photos", "move: true");

      assertThat(told.exit()).isEqualTo(4);
      assertThat(told.err())
          .contains(
              "another run is in progress", holder, "process " + ProcessHandle.current().pid());
    }

    assertThat(lying()).containsExactly("new.csv", "old.csv");
    assertThat(shell.sandbox().calls()).isEmpty();
  }

  @Test
  void a_file_of_the_same_name_every_day_is_kept_beside_those_of_other_days() {
    for (int day = 1; day <= 3; day++) {
      visitors("list.csv", day, day);
      assertThat(run("import-guests", "in/list.csv", "photos: photos", "move: true").exit())
          .isZero();
    }

    assertThat(lying())
        .hasSize(3)
        .contains("done/list.csv")
        .allMatch(name -> name.matches("done/list(-\\d{8}-\\d{6}(-\\d+)?)?\\.csv"));
  }

  @Test
  void a_dry_run_puts_nothing_away() {
    staff("a.csv", 1, 1);

    assertThat(
            run("import-users", "in/*.csv", "photos: photos", "move: true", "dry-run: true").exit())
        .isZero();
    assertThat(lying()).containsExactly("a.csv");
    assertThat(run("validate-users", "in/*.csv", "photos: photos", "move: true").exit()).isZero();
    assertThat(lying()).containsExactly("done/a.csv");
  }

  @Test
  void a_roster_whose_run_has_reached_its_limit_stays_until_it_is_worked() {
    staff("a.csv", 1, 1, 2, 3);
    staff("b.csv", 2, 4);
    String[] limited = {"photos: photos", "move: true", "limit: 2"};

    assertThat(run("import-users", "in/*.csv", limited).exit()).isZero();
    assertThat(lying()).containsExactly("a.csv", "b.csv");
    assertThat(people(1)).hasSize(2);
    assertThat(run("import-users", "in/*.csv", limited).exit()).isZero();

    assertThat(lying()).containsExactly("done/a.csv", "done/b.csv");
    assertThat(people(1)).hasSize(4);
  }

  @Test
  void what_is_no_roster_of_the_pattern_is_not_taken() throws IOException {
    staff("a.csv", 1, 1);
    saved("~$a.csv", 2, List.of("left by a spreadsheet"));
    saved(".b.csv", 2, List.of("hidden"));
    saved("c.txt", 2, List.of("other"));
    Files.createDirectories(folder.resolve("in/folder.csv"));
    Files.createDirectories(folder.resolve("in/done"));
    saved("done/z.csv", 2, List.of("put away before"));

    assertThat(run("import-users", "'{in,out}/*.csv'", "photos: photos", "move: true").exit())
        .isZero();
    assertThat(run("import-users", "in/*/*.csv", "photos: photos", "move: true").out())
        .contains("nothing to do");

    assertThat(runs()).hasSize(1);
  }

  @Test
  void a_plan_is_of_one_list() throws IOException {
    staff("a.csv", 1, 1);
    staff("b.csv", 2, 2);

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "plan: staff.plan");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.out()).contains("2 files", "--roster=FILE");
    assertThat(folder.resolve("staff.plan")).doesNotExist();
    Files.delete(folder.resolve("in/b.csv"));
    assertThat(run("import-users", "in/*.csv", "photos: photos", "plan: staff.plan").exit())
        .isZero();
    assertThat(folder.resolve("staff.plan")).exists();
    assertThat(people(1)).as("a plan moves nothing and sends nothing").isEmpty();
  }

  @Test
  void a_file_may_be_called_like_a_pattern() {
    staff("staff [new].csv", 1, 1);

    assertThat(run("import-users", "'in/staff [new].csv'", "photos: photos").exit()).isZero();
    assertThat(people(1)).hasSize(1);
  }

  @Test
  void a_roster_that_cannot_be_moved_needs_a_person() throws IOException {
    staff("a.csv", 1, 1);
    Files.writeString(folder.resolve("in/done"), "a file, where the folder should be");

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "move: true");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("a.csv could not be moved to done", "Move it yourself");
    assertThat(people(1)).hasSize(1);
  }

  @Test
  void what_is_put_away_is_for_its_owner_only() throws IOException {
    staff("a.csv", 1, 1);

    run("import-users", "in/*.csv", "photos: photos", "move: true");

    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("in/done"))))
        .isEqualTo("rwx------");
  }

  @Test
  void a_program_is_given_one_document() {
    staff("a.csv", 1, 1);
    saved("b.csv", 2, List.of("what,is,this"));

    Shell.Told told = run("import-users", "in/*.csv", "photos: photos", "move: true", "json: true");

    JsonNode json = told.json();
    assertThat(json.path("job").asString()).isEqualTo("import-users");
    assertThat(json.path("exitCode").asInt()).isEqualTo(5).isEqualTo(told.exit());
    assertThat(json.path("runs")).hasSize(2);
    assertThat(json.path("runs").path(0).path("result").path("created").asInt()).isEqualTo(1);
    assertThat(json.path("runs").path(1).path("exitCode").asInt()).isEqualTo(5);
    assertThat(json.path("runs").path(1).path("result").path("error").asString())
        .contains("HEADER_NOT_FOUND");
    assertThat(json.path("notes")).hasSize(3);
    assertThat(run("import-users", "in/*.csv", "json: true").json().path("runs")).isEmpty();
  }

  @Test
  void a_folder_of_photos_is_a_job_too() {
    shell.photo("1.jpg", 1);

    Path job = shell.write("job.yml", "job: photos-check\ndir: photos\nreport: report\n");

    assertThat(shell.run("run", job.toString()).out()).contains("valid 1");
  }
}
