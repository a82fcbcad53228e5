package dev.senselink.batch.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell.Told;
import dev.senselink.batch.fleet.state.FleetJournal;
import dev.senselink.batch.fleet.state.FleetPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever is forgotten is forgotten at all sites, and nobody else is. */
class FleetPrivacyTest {
  @TempDir Path folder;
  private FleetWorld world;

  @BeforeEach
  void open() {
    world = new FleetWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_person_is_forgotten_at_all_sites_and_in_what_the_fleet_keeps() throws IOException {
    world.two();
    world.importing();
    FleetPlace place = new FleetPlace(world.data(), "fleet");
    Path run = place.run(place.last().orElseThrow().id());
    assertThat(Files.readString(run.resolve("results/A.csv"))).contains("A-2");

    Told told = world.fleet("privacy", "erase", "--job-number=A-2", "--yes");

    assertThat(told.exit()).as("as of one site: " + told.err() + told.out()).isZero();
    assertThat(told.err()).contains("site A: exit 0: not erased: " + folder + " (it is yours");
    assertThat(Files.readString(run.resolve("results/A.csv"))).doesNotContain("A-2");
    assertThat(world.results()).noneMatch(row -> row.toString().contains("A-2"));
    String data = world.data().resolve("sites/A").toString();
    Told again = world.run("privacy", "erase", "--job-number=A-2", "--yes", "--data", data);
    assertThat(again.out()).contains("no rows");
    assertThat(kept(place)).doesNotContain("A-2");
    List<String> keys = place.runs().stream().map(id -> journal(place, id).key()).toList();
    world.fleet("privacy", "erase", "--job-number=A-9", "--yes");
    assertThat(journal(place, place.runs().get(0)).key()).isEqualTo(keys.get(0)); // says of nobody
    assertThat(world.fleet("privacy", "erase", "--yes").exit()).isEqualTo(2);
    assertThat(world.fleet("privacy", "prune", "--older-than=0d", "--yes").exit()).isZero();
    assertThat(place.runs()).isEmpty();
  }

  private static FleetJournal.Content journal(FleetPlace place, String id) {
    return Objects.requireNonNull(FleetJournal.read(place.run(id)));
  }

  /** All that stands in the fleet's own folder. */
  private static String kept(FleetPlace place) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(place.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }

  @Test
  void l28_what_is_stored_is_shown_of_all_sites_and_of_the_fleet_without_a_value() {
    world.two();
    world.site("C").files(); // never worked
    world.importing("--except=C");

    Told shown = world.fleet("privacy", "show");

    assertThat(shown.exit()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains(world.data().resolve("sites/A").toString())
        .contains(world.data().resolve("sites/B").toString())
        .contains(world.data().resolve("fleets/fleet").toString())
        .doesNotContain("A-1", "Person");
    assertThat(world.data().resolve("sites/C")).doesNotExist();
    Told one = world.fleet("privacy", "show", "--site=B", "--json");
    JsonNode stored = JsonMapper.shared().readTree(one.out()).path("stored");
    assertThat(stored.valueStream().map(line -> line.path("where").asString("")))
        .isNotEmpty()
        .noneMatch(where -> where.startsWith(world.data().resolve("sites/A").toString()));
    assertThat(stored.valueStream())
        .anyMatch(
            line ->
                line.path("what").asString("").equals("OUTCOME")
                    && line.path("people").asInt() == 2);
    assertThat(world.fleet("privacy", "show", "--older-than=3d").exit()).isEqualTo(2);
  }

  /** And whoever has the same id at another site is somebody else. */
  @Test
  void whoever_is_forgotten_by_one_number_is_forgotten_by_all_and_nobody_else_is()
      throws IOException {
    world.site("A").site("B");
    world.files();
    Files.writeString(
        folder.resolve("staff.csv"),
        "name,site,jobNumber,mobile\nAnabel,A,A-1,13800000001\nBob,B,B-1,13800000002\n");
    assertThat(world.importing().exit()).isZero();
    assertThat(world.results().get(0))
        .containsEntry("personId", world.results().get(1).get("personId"));

    world.fleet("privacy", "erase", "--mobile=13800000001", "--yes");

    FleetPlace place = new FleetPlace(world.data(), "fleet");
    assertThat(kept(place) + world.results()).doesNotContain("A-1", "Anabel", "13800000001");
    assertThat(world.results()).anyMatch(row -> row.containsValue("Bob"));
  }

  /** What the site's server was called before is the site's, too. */
  @Test
  void a_person_is_forgotten_as_of_the_server_that_a_site_had_before() {
    world.site("A").people("A", 2);
    world.files();
    assertThat(world.importing().exit()).isZero();
    world.moves("A").files();
    assertThat(world.importing().exit()).isZero();

    Told told = world.fleet("privacy", "erase", "--job-number=A-2", "--yes");

    assertThat(told.exit()).as(told.err()).isZero();
    String data = world.data().resolve("sites/A").toString();
    Told again = world.run("privacy", "erase", "--job-number=A-2", "--yes", "--data", data);
    assertThat(again.out()).contains("no rows");
  }

  @Test
  void a_site_that_is_not_listed_any_more_is_named() throws IOException {
    world.two();
    world.importing();
    Files.createDirectories(world.data().resolve("sites/OLD"));

    Told told = world.fleet("privacy", "erase", "--job-number=X-1", "--yes");

    assertThat(told.exit()).as(told.err()).isEqualTo(3);
    assertThat(told.err()).contains("site OLD", world.data().resolve("sites/OLD").toString());
    Told single =
        world.run("privacy", "erase", "--person=1", "--yes", "--data", world.data().toString());
    assertThat(single.out())
        .contains("not erased: " + world.data().resolve("sites"))
        .contains("not erased: " + world.data().resolve("fleets"), "--server");
    assertThat(world.results()).anyMatch(row -> row.containsValue("A-1"));
  }
}
