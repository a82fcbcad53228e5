package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plan tells is what the restore then does, in numbers and in its exit code, whoever is on
 * the server already. {@code -Drestore.plans=200} for as many worlds by chance.
 */
@Tag("slow")
class RestorePlanTest {
  private static final int WORLDS = Integer.getInteger("restore.plans", 4);
  private static final List<String> NAMES = List.of("Ana", "ana ", "Bo", "Cy", " ");
  private static final List<String> JOBS = List.of("", "", "E1", "e1", "E2", "E3", "E4", "E5");
  private static final List<String> MOBILES = List.of("", "13800000001", "8613800000001", "2");
  private static final List<String> OVER = List.of("2026-01-02 18:00:00", "2099-01-01 18:00:00");

  @RegisterExtension final World world = new World();

  static IntStream seeds() {
    // 7: whom --guest-host names is there, and comes with the backup, too
    return WORLDS > 4 ? IntStream.rangeClosed(1, WORLDS) : IntStream.of(1, 2, 3, 7);
  }

  private static String one(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void people(Random random) {
    long hall = random.nextBoolean() ? world.department("Hall") : 0;
    for (int i = random.nextInt(6); i > 0; i--) {
      world.already(
          NAMES.get(random.nextInt(4)),
          "jobNumber",
          one(random, JOBS),
          "mobile",
          one(random, MOBILES),
          "departmentId",
          random.nextBoolean() ? hall + "" : "0");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      world.visitor(NAMES.get(random.nextInt(4)), "mobile", one(random, MOBILES));
    }
    if (random.nextBoolean()) {
      world.group("Night shift");
    }
  }

  private Path backup(Random random) {
    int staff = 8;
    BackedUp backup =
        new BackedUp()
            .group(31, 1, "Night shift")
            .department(71, 0, "Hall", "", 501 + random.nextInt(staff))
            .department(72, 71, "Gate", "G", 0);
    for (int i = 0; i < staff; i++) {
      boolean inHall = random.nextBoolean();
      backup.user(
          501 + i,
          one(random, NAMES),
          "jobNumber",
          one(random, JOBS),
          "mobile",
          one(random, MOBILES),
          "departmentId",
          inHall ? "71" : "",
          "department",
          inHall ? "Hall" : "",
          "avatarId",
          random.nextInt(4) == 0 ? "9f" : "",
          "groupIds",
          "31");
    }
    for (int i = 0; i < 5; i++) {
      boolean visit = random.nextInt(3) > 0;
      long id = 601 + i;
      backup
          .guest(
              id,
              one(random, NAMES),
              "mobile",
              one(random, MOBILES),
              "host",
              random.nextBoolean() ? "#" + (501 + random.nextInt(staff)) : "",
              "dateTimeFrom",
              visit ? "2026-01-01 08:00:00" : "",
              "dateTimeTo",
              visit ? one(random, OVER) : "",
              "photo",
              id + ".jpg")
          .photo(id, Portraits.person(id, 160));
    }
    return backup.write(world.folder("backup"));
  }

  private String[] options(Random random, String... more) {
    List<String> options = new ArrayList<>(List.of(more));
    if (random.nextBoolean()) {
      options.addAll(List.of("--guest-host", one(random, List.of("E1", "E3", "Bo", "nobody"))));
    }
    if (random.nextBoolean()) {
      options.addAll(List.of("--guest-window", "2026-01-01/2098-12-31"));
    }
    return options.toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void the_run_does_what_the_plan_has_told(int seed) {
    people(new Random(seed));
    Path backup = backup(new Random(-seed));
    for (int again = 0; again < 2; again++) {
      long options = seed * 31L + again;
      Imported plan = world.restore(backup, options(new Random(options), "--plan", "--json"));
      Imported run = world.restore(backup, options(new Random(options)));

      String what = "seed " + seed + ", time " + again + ": " + plan.out() + run.endings();
      JsonNode told = JsonMapper.shared().readTree(plan.out());
      assertThat(sum(told, "create")).as(what).isEqualTo(count(run, "CREATED"));
      assertThat(sum(told, "exists")).as(what).isEqualTo(count(run, "SKIPPED_EXISTING"));
      assertThat(told.path("guests").path("over").asLong(0))
          .as(what)
          .isEqualTo(count(run, "SKIPPED_OVER"));
      assertThat(sum(told, "notRestorable"))
          .as(what)
          .isEqualTo(count(run, "REVIEW", "REJECTED_ROW", "REJECTED_PHOTO") + photos(run));
      assertThat(plan.exit()).as(what).isEqualTo(run.exit());
    }
  }

  private static long sum(JsonNode told, String which) {
    return Stream.of("users", "guests")
        .mapToLong(kind -> told.path(kind).path(which).asLong())
        .sum();
  }

  private static long count(Imported run, String... outcomes) {
    List<String> wanted = List.of(outcomes);
    return run.rows().stream().filter(row -> wanted.contains(row.outcome())).count();
  }

  /** How many were made without the photo they had. */
  private static long photos(Imported run) {
    for (JsonNode one : JsonMapper.shared().readTree(run.summary()).path("notRestorable")) {
      if (one.path("what").asString().equals("photo")) {
        return one.path("count").asLong();
      }
    }
    return 0;
  }
}
