package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.fixture.Postgres;
import dev.senselink.batch.ledger.store.SharedDatabase;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that share a database, the file of its key and an undo store, and nothing else. */
@Tag("slow")
class TwoMachinesTest {
  private static final Pattern UNDO = Pattern.compile("senselink undo (\\S+)");

  @TempDir Path folder;
  private Shell shell;
  private SharedDatabase at;
  private Path store;

  @BeforeEach
  void open() {
    at = Postgres.database();
    shell = Shell.in(folder);
    store = folder.resolve("store");
  }

  @AfterEach
  void close() {
    shell.close();
  }

  /** What is typed on a machine; where it keeps photos is said with the rest. */
  private Shell.Told on(String machine, String... command) throws IOException {
    return bare(
        machine,
        Stream.concat(Stream.of(command), Stream.of("--undo-store", store.toString()))
            .toArray(String[]::new));
  }

  /** The same on one that was told of no undo store. */
  private Shell.Told bare(String machine, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--data", folder.resolve(machine).toString()));
    all.addAll(Postgres.options(at, folder));
    return shell.run(all.toArray(String[]::new));
  }

  private Shell.Told importing(String machine, Path roster, String... more) throws IOException {
    return on(machine, importing(roster, more));
  }

  private String[] importing(Path roster, String... more) {
    return Stream.concat(
            Stream.of("import", "users", roster.toString(), "--report", shell.report().toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private PersonView person(String name) {
    return shell.sandbox().people().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private byte[] face(String name) {
    SecretText secret = SecretText.of(shell.sandbox().appSecret());
    try (SenseLinkClient client =
        SenseLinkClient.open(
            ServerSettings.of(shell.sandbox().url(), shell.sandbox().appKey(), secret))) {
      String avatar = person(name).avatarId();
      return client.send(new FetchImage(avatar == null ? "" : avatar))
              instanceof Reply.Answer<byte[]> answer
          ? answer.value()
          : new byte[0];
    }
  }

  private static String undo(Shell.Told told) {
    Matcher id = UNDO.matcher(told.err());
    assertThat(id.find()).as(told.err()).isTrue();
    return id.group(1);
  }

  private Shell.Told delete(String machine, String name) throws IOException {
    return on(machine, "user", "delete", "" + person(name).id(), "--yes");
  }

  @Test
  void whom_a_command_deleted_on_one_machine_another_brings_back_with_the_photo()
      throws IOException {
    assertThat(importing("first", shell.staff(2)).exit()).isZero();
    byte[] face = face("Person 1");

    Shell.Told told = delete("first", "Person 1");

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(shell.sandbox().people()).hasSize(1);
    assertThat(folder.resolve("first").resolve("changes")).doesNotExist();
    assertThat(folder.resolve("first").resolve("before")).doesNotExist();
    Shell.Told back = on("second", "undo", undo(told), "--yes", "--report", folder + "/undone");
    assertThat(back.exit()).as(back.all()).isZero();
    assertThat(face("Person 1")).isNotEmpty().isEqualTo(face);
  }

  @Test
  void whom_it_could_not_delete_leaves_nothing_behind() throws IOException {
    assertThat(importing("first", shell.staff(1)).exit()).isZero();
    Shell.Told told = on("first", "user", "delete", "4711", "--yes");

    assertThat(told.exit()).as(told.all()).isNotZero();
    assertThat(told.err()).doesNotContain("senselink undo");
    assertThat(bare("first", "runs", "--json").json()).hasSize(1);
  }

  @Test
  void a_run_that_may_replace_photos_needs_an_undo_store_that_is_there() throws IOException {
    Path roster = shell.staff(2);
    assertThat(bare("first", importing(roster)).exit()).as("creates need none").isZero();
    String making = shell.summary().path("runId").asString();
    shell.photo("E1.jpg", 7);
    String[] update = importing(roster, "--on-existing", "update");
    int calls = shell.sandbox().commits().size();

    Shell.Told without = bare("first", update);
    assertThat(without.exit()).as(without.all()).isEqualTo(2);
    assertThat(without.err()).contains("--undo-store", "--no-undo");
    assertThat(bare("first", "user", "delete", "" + person("Person 2").id(), "--yes").exit())
        .isEqualTo(2);
    assertThat(shell.sandbox().commits()).hasSize(calls);

    assertThat(on("second", update).exit()).isZero();
    String run = shell.summary().path("runId").asString();
    assertThat(store.resolve("undo-store")).exists();
    Files.move(store, folder.resolve("not mounted"));
    Files.createDirectory(store);
    shell.photo("E2.jpg", 8);
    calls = shell.sandbox().commits().size();
    Shell.Told away = on("first", update);
    assertThat(away.exit()).as(away.all()).isEqualTo(4);
    assertThat(away.err()).contains("is it mounted?", "--no-undo");
    assertThat(delete("second", "Person 2").exit()).isEqualTo(4);
    assertThat(shell.sandbox().commits()).hasSize(calls);
    assertThat(store).isEmptyDirectory();
    Shell.Told undone = on("first", "undo", run, "--yes", "--no-undo", "--report", folder + "/u");
    assertThat(undone.exit()).as(undone.all()).isEqualTo(4);
    assertThat(shell.sandbox().commits()).hasSize(calls);

    List<String> notKept = new ArrayList<>(List.of(update));
    notKept.add("--no-undo");
    Shell.Told done = on("first", notKept.toArray(String[]::new));
    assertThat(done.exit()).as(done.all()).isZero();
    assertThat(
            on("first", "user", "delete", "" + person("Person 2").id(), "--yes", "--no-undo")
                .exit())
        .isZero();
    Shell.Told made = on("first", "undo", making, "--yes", "--no-undo", "--report", folder + "/m");
    assertThat(made.exit()).as("it has kept no photo: " + made.all()).isEqualTo(3);
  }

  @Test
  void where_the_folder_of_its_report_is_on_another_machine_it_gets_one_here() throws IOException {
    Path roster = shell.staff(3);
    Path gone = folder.resolve("of the first");
    List<String> first = new ArrayList<>(List.of(importing(roster, "--limit", "1")));
    first.set(first.indexOf("--report") + 1, gone.resolve("report").toString());
    on("first", first.toArray(String[]::new));
    PrivateFiles.remove(gone);
    Path reports = folder.resolve("of the second");

    Shell.Told told =
        on("second", "import", "users", roster.toString(), "--reports", reports.toString());

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(gone).doesNotExist();
    assertThat(reports).isNotEmptyDirectory();
    assertThat(shell.sandbox().people()).hasSize(3);
  }

  @Test
  void an_empty_data_folder_goes_on_with_a_run_and_a_third_tells_of_it_and_erases()
      throws IOException {
    Path roster = shell.staff(5);
    Shell.Told some = importing("first", roster, "--limit", "2");
    assertThat(shell.sandbox().people()).as(some.all()).hasSize(2);

    Shell.Told rest = importing("second", roster);

    assertThat(rest.exit()).as(rest.all()).isZero();
    assertThat(rest.err()).contains("continuing run");
    assertThat(shell.sandbox().people()).hasSize(5);
    String run = shell.summary().path("runId").asString();
    Files.delete(roster);
    Path report = folder.resolve("third report");
    Shell.Told shown = on("third", "runs", "show", run, "--report", report.toString());
    assertThat(shown.exit()).as(shown.all()).isZero();
    assertThat(Shell.rows(report.resolve("results.csv")))
        .hasSize(5)
        .allMatch(r -> r.containsValue("CREATED"));
    assertThat(Shell.text(report.resolve("results.csv"))).contains("Person 3");
    assertThat(on("third", "privacy", "show", "--json").out()).contains("RUN_FILE");

    Shell.Told erased = on("third", "privacy", "erase", "--job-number", "E3", "--yes");
    assertThat(erased.exit()).as(erased.all()).isZero();
    Path anew = folder.resolve("anew");
    assertThat(on("first", "runs", "show", run, "--report", anew.toString()).exit()).isZero();
    assertThat(Shell.text(anew.resolve("results.csv")))
        .contains("Person 2")
        .doesNotContain("Person 3");
    for (String machine : List.of("first", "second", "third")) {
      assertThat(folder.resolve(machine).resolve("runs"))
          .satisfiesAnyOf(
              runs -> assertThat(runs).doesNotExist(), runs -> assertThat(runs).isEmptyDirectory());
    }
  }
}
