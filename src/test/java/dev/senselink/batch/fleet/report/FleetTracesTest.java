package dev.senselink.batch.fleet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.fleet.report.FleetTraces.Whom;
import dev.senselink.batch.fleet.state.FleetEnd;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import dev.senselink.batch.fleet.state.SiteAddresses;
import dev.senselink.batch.fleet.state.SiteState;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten of a fleet's runs, wherever their reports lie. */
class FleetTracesTest {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final String ROWS =
      "site,line,key,name,outcome,code,reason,personId,similarPersonId,similarPersonName,photo,x\n"
          + "A,2,A-1,Ana,CREATED,,,17,,,a.jpg,1\n"
          + "A,3,A-2,Bo,REVIEW,30002,like Ana,18,17,Ana,,1\n"
          + "B,4,B-1,Cy,CREATED,,,17,,,,1";

  @TempDir Path folder;
  private FleetPlace place;
  private FleetTraces traces;

  @BeforeEach
  void open() throws IOException {
    place = new FleetPlace(folder, "fleet");
    traces = new FleetTraces(folder);
    Files.createDirectories(place.folder());
    SiteAddresses.with(place.folder(), Map.of("A", "a:1", "B", "b:1"));
  }

  private FleetJournal begun(String id, String job, Path report) throws IOException {
    FleetJournal journal =
        FleetJournal.begin(
            Machine.real(),
            place.run(id),
            new FleetJournal.Content(
                id,
                "fleet",
                job,
                job,
                Map.of(),
                Map.of(),
                report,
                0,
                LONG_AGO,
                null,
                "",
                Map.of("A", SiteState.waiting("A")),
                Map.of()));
    reported(id, report);
    return journal;
  }

  private void reported(String id, Path report) throws IOException {
    Files.createDirectories(report);
    FleetEnd end =
        new FleetEnd(id, "fleet", "x", report, LONG_AGO, LONG_AGO, 0, "", true, Map.of());
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(report.resolve("results.csv"))) {
      for (String line : ROWS.split("\n", -1)) {
        csv.write(List.of(line.split(",", -1)));
      }
    }
    Files.writeString(report.resolve("fleet.json"), FleetDocument.of(end));
    Files.writeString(report.resolve("report.html"), "Ana");
  }

  @Test
  void an_id_is_of_a_server_and_no_other_site_has_it() throws IOException {
    Path report = folder.resolve("report");
    begun("F1", "import-users", report);

    assertThat(traces.erase(Whom.byId(17, null))).isZero();
    assertThat(traces.erase(Whom.byId(17, "a:1"))).isEqualTo(2);

    assertThat(Files.readString(report.resolve("results.csv")))
        .doesNotContain("Ana", "A-1", "a.jpg")
        .contains("A-2,Bo", "B-1,Cy");
  }

  @Test
  void whoever_is_forgotten_stands_in_no_report_of_a_run_that_went_on_into_another()
      throws IOException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    begun("F1", "import-users", first);
    FleetJournal.open(Machine.real(), place.run("F1"), second);
    reported("F1", second);
    Files.writeString(first.resolve(".results.csv.part"), ROWS);

    traces.erase(Whom.byNumber(KeyField.JOB_NUMBER, "A-1"));

    assertThat(Files.readString(first.resolve("results.csv"))).doesNotContain("Ana");
    assertThat(Files.readString(second.resolve("results.csv"))).doesNotContain("Ana");
    assertThat(first.resolve(".results.csv.part")).doesNotExist();
  }

  @Test
  void what_is_old_goes_with_its_reports_unless_somebody_goes_on_with_it() throws IOException {
    Path done = folder.resolve("done");
    begun("F1", "import-users", done).over();
    Path replaced = folder.resolve("replaced");
    begun("F2", "import-guests", replaced);
    Path later = folder.resolve("later");
    begun("F3", "import-guests", later);
    Path looked = folder.resolve("looked");
    begun("F4", "doctor", looked);
    Files.writeString(looked.resolve("mine.txt"), "mine");
    Files.writeString(folder.resolve("fleets/notes.txt"), "somebody's own");

    List<String> gone = traces.prune(Instant.now());

    assertThat(gone).containsExactlyInAnyOrder("F1", "F2", "F4");
    assertThat(done).doesNotExist();
    assertThat(replaced).doesNotExist();
    assertThat(looked.resolve("results.csv")).doesNotExist();
    assertThat(looked.resolve("mine.txt")).exists();
    assertThat(later.resolve("results.csv")).exists();
    assertThat(place.runs()).containsExactly("F3");
  }

  /** A later run wrote its report into the same folder. */
  @Test
  void the_report_of_another_run_stays() throws IOException {
    Path report = folder.resolve("report");
    begun("F1", "import-users", report).over();
    reported("F9", report);

    traces.prune(Instant.now());

    assertThat(place.runs()).isEmpty();
    assertThat(report.resolve("results.csv")).exists();
  }
}
