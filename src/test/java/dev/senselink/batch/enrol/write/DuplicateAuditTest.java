package dev.senselink.batch.enrol.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.photo.EngineMissingException;
import dev.senselink.batch.photo.engine.OpenCvNatives;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The last look of a run: what came late, what somebody else made, what was never done. */
@Tag("slow")
class DuplicateAuditTest {
  private static final String NOTHING_SAID = "{\"code\":200,\"message\":\"OK\",\"data\":null}";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @RegisterExtension final World world = new World();

  /** E4: no fault at all, and no photo by which the server could tell. */
  @ParameterizedTest
  @ValueSource(strings = {"list", "each"})
  void whoever_somebody_else_made_under_our_key_meanwhile_is_told(String lookup) {
    world.row("P1", "E1").withoutPhoto();
    world.row("P2", "E2").withoutPhoto();
    world.row("P3", "E3").withoutPhoto().with("mobile", "13800000003");
    AtomicLong other = new AtomicLong();
    world.at(
        "createUser",
        fields -> "E2".equals(fields.get("jobNumber")),
        1,
        () -> {
          other.set(world.already("Somebody", "jobNumber", "e2"));
          world.already("Namesake", "jobNumber", "E9", "mobile", "13800000003");
          world.visitor("Guest", "jobNumber", "E1");
        });

    Imported run = world.run("--allow-no-photo", "--lookup", lookup);

    assertThat(run.endings()).containsExactly("CREATED", "CREATED APPEARED_MEANWHILE", "CREATED");
    assertThat(run.of("P2").reason())
        .contains(String.valueOf(other.get()), String.valueOf(world.person("P2").id()));
    assertThat(run.exit()).isEqualTo(3);
    assertThat(world.run("--allow-no-photo", "--on-existing", "skip").writes()).isEmpty();
  }

  /** About a face: that somebody else has the number nobody knew. */
  @Test
  void whoever_somebody_else_made_meanwhile_is_told_beside_somebody_decided_to_be_forced() {
    world.inHaste().alreadyWithFace(900, "Bo", "jobNumber", "E9");
    world.row("Ana", "E1").anotherPictureOf(900);
    Imported run = world.run();
    world.at(
        "createUser",
        fields -> "1".equals(fields.get("force")),
        1,
        () -> world.already("Somebody", "jobNumber", "E1"));

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "force").write());

    assertThat(resolved.ended("Ana")).isEqualTo("FORCED APPEARED_MEANWHILE");
    assertThat(resolved.of("Ana").reason()).contains(String.valueOf(world.person("Somebody").id()));
  }

  @Test
  void whom_somebody_has_decided_about_did_not_appear_meanwhile() {
    world.inHaste().alreadyWithFace(900, "Bo", "jobNumber", "E1");
    world.row("Ana", "E1").anotherPictureOf(900);
    Imported run = world.run();
    assertThat(run.ended("Ana")).isEqualTo("REVIEW NAME_DIFFERS");
    Imported created = world.resolve(Decisions.of(run).decide("Ana", "create").write());
    assertThat(created.ended("Ana")).isEqualTo("REVIEW 30002");

    Imported forced = world.resolve(Decisions.of(created).decide("Ana", "force").write());

    assertThat(forced.ended("Ana")).isEqualTo("FORCED 30002");
  }

  @Test
  void whom_nobody_else_has_made_is_plainly_created_by_one_more_list() {
    world.rows(21);

    Imported run = world.run();

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(run.exit()).isZero();
    assertThat(run.calls("listUsers")).filteredOn(call -> call.parameters().isEmpty()).hasSize(2);
  }

  /** The first create is read back, the others are only answered. */
  @Test
  void a_create_that_was_answered_and_kept_nobody_has_failed_and_is_made_the_next_time() {
    world.inHaste();
    world.row("P1", "E1").withoutPhoto();
    world.row("P2", "E2").withoutPhoto();
    world.row("P3", "E3").withoutPhoto();
    AtomicInteger creates = new AtomicInteger();
    world
        .answers()
        .instead(
            asked -> asked.getPath().endsWith("/v1/user") && creates.incrementAndGet() == 2,
            "{\"code\":200,\"message\":\"OK\",\"data\":{\"id\":7777777,\"type\":1}}");

    Imported run = world.run("--allow-no-photo");
    Imported next = world.run("--allow-no-photo");

    assertThat(run.endings()).containsExactlyInAnyOrder("CREATED", "CREATED", "FAILED NOT_TAKEN");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.rows())
        .filteredOn(row -> row.outcome().equals("FAILED"))
        .allSatisfy(
            row -> {
              assertThat(row.reason()).contains("7777777");
              assertThat(row.personId()).isZero();
            });
    assertThat(next.endings())
        .containsExactlyInAnyOrder("SKIPPED_EXISTING", "SKIPPED_EXISTING", "CREATED");
    assertThat(world.people()).hasSize(3);
    assertThat(next.exit()).isZero();
  }

  @Test
  void what_was_seen_in_the_photo_of_one_that_failed_is_still_told() {
    try {
      OpenCvNatives.loadNetworks();
    } catch (EngineMissingException e) {
      abort(e.why());
    }
    world.inHaste();
    world.row("P1", "E1");
    world.row("P2", "E2");
    world.row("P3", "E3");
    AtomicInteger creates = new AtomicInteger();
    world
        .answers()
        .instead(
            asked -> asked.getPath().endsWith("/v1/user") && creates.incrementAndGet() == 2,
            "{\"code\":200,\"message\":\"OK\",\"data\":{\"id\":7777777,\"type\":1}}");

    Imported run = world.run("--face-check", "warn", "--face-limits", "bright=255");

    assertThat(run.endings()).containsExactlyInAnyOrder("CREATED", "CREATED", "FAILED NOT_TAKEN");
    assertThat(JSON.readTree(run.summary()).path("hints").asInt()).isEqualTo(3);
  }

  /** A list that lags says nothing about who was made. */
  @Test
  void whoever_a_list_shows_late_is_plainly_created() {
    world.inHaste();
    world.row("P1", "E1").withoutPhoto();
    world.row("P2", "E2").withoutPhoto();
    AtomicLong lists = new AtomicLong();
    world
        .answers()
        .to(asked -> isList(asked) && lists.incrementAndGet() == 2, DuplicateAuditTest::withoutP2);

    Imported run = world.run("--allow-no-photo");

    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(lists).hasValue(3);
  }

  private static String withoutP2(String answer) {
    JsonNode whole = JSON.readTree(answer);
    ObjectNode data = (ObjectNode) whole.path("data");
    ((ArrayNode) data.path("data")).removeIf(one -> one.path("name").asString().equals("P2"));
    data.put("total", data.path("data").size());
    return whole.toString();
  }

  private static boolean isList(URI asked) {
    return asked.getPath().endsWith("/user/list")
        && !asked.getQuery().matches(".*&?(id|jobNumber|name|mobile)=.*");
  }

  /** E11: the server commits long after the client has given the request up. */
  @Test
  void the_audit_waits_as_long_as_anything_of_ours_may_still_land() {
    world.row("P1", "E1").withoutPhoto();
    world.fault(FaultRule.on("createUser").delay(Duration.ofSeconds(4)).times(1));

    Imported run = world.run("--allow-no-photo", "--timeout", "1");

    assertThat(world.people()).filteredOn(p -> p.name().equals("P1")).hasSize(2);
    assertThat(run.ended("P1")).isEqualTo("REVIEW DUPLICATE_CREATED");
    assertThat(world.people())
        .filteredOn(p -> p.name().equals("P1"))
        .allSatisfy(p -> assertThat(run.of("P1").reason()).contains(String.valueOf(p.id())));
  }

  private void threeToBeDirectors() {
    for (int i = 1; i <= 3; i++) {
      world.already("P" + i, "jobNumber", "E" + i, "position", "Porter", "remark", "old");
      world.row("P" + i, "E" + i).withoutPhoto().with("position", "Director");
    }
  }

  /** E19: the first update is read back, the others are only answered. */
  @Test
  void an_update_that_was_answered_and_not_done_has_failed() {
    world.inHaste();
    threeToBeDirectors();
    long third = world.person("P3").id();
    world.answers().instead(asked -> isUpdateOf(third, asked), NOTHING_SAID);

    Imported run = world.run("--on-existing", "update");

    assertThat(run.endings()).containsExactly("UPDATED", "UPDATED", "FAILED NOT_TAKEN");
    assertThat(run.of("P3").reason()).contains("position");
    assertThat(run.exit()).isEqualTo(3);
    world.answers().clear();
    assertThat(world.run("--on-existing", "update").endings())
        .contains("UPDATED")
        .doesNotContain("FAILED");
    assertThat(world.person("P3").position()).isEqualTo("Director");
  }

  /** E19. */
  @Test
  void an_update_of_which_a_part_was_taken_is_done_but_look() {
    world.inHaste();
    threeToBeDirectors();
    world.noRows();
    world.row("P1", "E1").withoutPhoto().with("position", "Director").with("remark", "new");
    long first = world.person("P1").id();
    world.at("listUsers", Map::isEmpty, 2, () -> world.edited(first, "position", "Porter"));

    Imported run = world.run("--on-existing", "update");

    assertThat(run.endings()).containsExactly("UPDATED STORED_DIFFERENTLY");
    assertThat(run.of("P1").reason()).contains("position").doesNotContain("remark");
    assertThat(run.exit()).isEqualTo(3);
  }

  /** E17, E19: a list that lags is looked at once more. */
  @Test
  void a_list_that_lags_behind_fails_no_update() {
    world.inHaste();
    threeToBeDirectors();
    AtomicLong lists = new AtomicLong();
    world
        .answers()
        .to(
            asked -> isList(asked) && lists.incrementAndGet() == 2,
            answer -> answer.replace("Director", "Porter"));

    Imported run = world.run("--on-existing", "update");

    assertThat(run.endings()).containsOnly("UPDATED");
    assertThat(lists).hasValue(3);
  }

  private static boolean isUpdateOf(long id, URI asked) {
    return asked.getPath().endsWith("/user/update/" + id);
  }
}
