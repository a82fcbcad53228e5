package dev.senselink.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulated server does what the manual says, and remembers who did what. */
@Tag("slow")
class SimWorldTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private long now;
  private WorldTraits traits = WorldTraits.plain();
  private @Nullable SimWorld world;
  private @Nullable FrontDesk desk;
  private long seq;

  private SimWorld world() {
    if (world == null) {
      world = new SimWorld(traits, Instant.parse("2026-03-02T01:00:00Z"), ZONE, () -> now);
      desk = new FrontDesk(world);
      world.places.addGroup("Default", PersonState.STAFF);
    }
    return world;
  }

  private WorldAnswer answer(
      String method, String path, Map<String, String> fields, byte @Nullable [] photo) {
    world();
    WorldRequest request = new WorldRequest(method, path, fields, photo);
    if (desk == null) {
      throw new IllegalStateException("the world comes first");
    }
    return desk.answer(request, ChangeAuthor.ours(1), ++seq, ExchangeTwist.NONE);
  }

  private static String text(WorldAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private WorldAnswer create(String name, String jobNumber, int face) {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("jobNumber", jobNumber);
    fields.put("groups", "1");
    return answer("POST", "/api/v1/user", fields, face == 0 ? null : FaceBytes.of(face, face));
  }

  private String list(String field, String value) {
    return text(answer("GET", "/api/v1/user/list", Map.of(field, value), null));
  }

  @Test
  void two_creates_of_one_person_are_two_people() {
    assertThat(create("Ana", "E1", 0).code()).isEqualTo(200);
    assertThat(create("Ana", "E1", 0).code()).isEqualTo(200);

    assertThat(world().people.living()).hasSize(2);
    assertThat(world().people.all()).allMatch(PersonChange::isBirth);
  }

  @Test
  void one_face_twice_is_refused_with_whoever_has_it_unless_it_is_forced() {
    create("Ana", "E1", 5);
    WorldAnswer refused = create("Bo", "E2", 5);

    assertThat(refused.code()).isEqualTo(30002);
    assertThat(text(refused)).contains("\"similar_user_id\":1");
  }

  @Test
  void the_groups_are_told_only_where_one_person_is_found() {
    create("Ana", "E1", 0);
    create("Ana", "E2", 0);

    assertThat(list("jobNumber", "E1")).contains("groupList");
    assertThat(list("name", "Ana")).doesNotContain("groupList");
    assertThat(list("jobNumber", "E3")).contains("\"data\":[]");
  }

  @Test
  void an_update_replaces_the_whole_person_but_the_photo() {
    create("Ana", "E1", 5);
    answer("POST", "/api/v1/user/update/1", Map.of("name", "Ana", "position", "Chief"), null);

    PersonState after = world().people.now(1);
    assertThat(after).isNotNull();
    assertThat(after.of("jobNumber")).isEmpty();
    assertThat(after.of("position")).isEqualTo("Chief");
    assertThat(after.groups()).isEmpty();
    assertThat(after.face()).isEqualTo(5);
  }

  @Test
  void a_list_that_lags_shows_what_was() {
    traits = WorldTraits.plain().withLag(800);
    create("Ana", "E1", 0);

    assertThat(list("jobNumber", "E1")).contains("\"data\":[]");
    now = 800_000_000L;
    assertThat(list("jobNumber", "E1")).contains("Ana");
  }

  @Test
  void what_comes_later_happens_when_it_is_due_and_in_order() {
    world().later(50, () -> create("Second", "E2", 0));
    world().later(20, () -> create("First", "E1", 0));
    now = 30;
    world().settle();
    assertThat(world().people.living()).extracting(PersonState::name).containsExactly("First");

    now = 60;
    world().settle();

    assertThat(world().people.living()).hasSize(2);
    assertThat(world().people.of(2).get(0).nanos()).isEqualTo(50);
  }

  @Test
  void the_truth_of_any_moment_is_known() {
    create("Ana", "E1", 0);
    now = 100;
    answer("GET", "/api/v1/user/delete/1", Map.of(), null);

    assertThat(world().people.at(1, 99)).isNotNull();
    assertThat(world().people.now(1)).isNull();
    assertThat(world().people.maker(1)).isEqualTo(ChangeAuthor.ours(1));
  }

  @Test
  void groups_come_by_pages_with_a_total() {
    traits = WorldTraits.plain().withLists(false, WorldTraits.ListOrder.UP, 2);
    world().places.addGroup("B", PersonState.STAFF);
    world().places.addGroup("C", PersonState.GUEST);
    Map<String, String> second = Map.of("page", "2", "size", "100", "type", "0");

    assertThat(text(answer("GET", "/api/v1/group", second, null)))
        .contains("\"total\":3")
        .contains("\"totalPage\":2")
        .contains("\"name\":\"C\"")
        .doesNotContain("\"name\":\"B\"");
  }

  @Test
  void the_old_paths_of_departments_are_known_to_an_old_server_only() {
    traits = WorldTraits.plain().withOmitted(false, true);

    assertThat(answer("GET", "/api/v2/department", Map.of(), null).status()).isEqualTo(404);
    assertThat(answer("GET", "/api/v1/department", Map.of(), null).code()).isEqualTo(200);
  }
}
