package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is set up anew gives its ids once more: an id alone is nobody. */
@Tag("slow")
class SetUpAnewTest {
  @RegisterExtension final World world = new World();

  /** So many members of staff of the one group; more than twenty are looked for in one list. */
  private static BackedUp staff(int count, String prefix) {
    BackedUp backup =
        new BackedUp().group(31, 1, "Night shift").department(71, 0, "Works", "", 501);
    for (int n = 1; n <= count; n++) {
      backup.user(500 + n, prefix + n, "jobNumber", prefix + "-" + n, "groupIds", "31");
    }
    return backup;
  }

  /** Another server answers under another address, as the same one. */
  private String anew() {
    String before = world.server().url().toString();
    world.movesTo(s -> s);
    return before;
  }

  private void strangers(int count) {
    for (int n = 1; n <= count; n++) {
      world.already("Stranger " + n, "jobNumber", "S" + n);
    }
  }

  private List<PersonView> called(String prefix) {
    return world.people().stream().filter(p -> p.name().startsWith(prefix)).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 30})
  void strangers_who_have_the_ids_of_the_restored_get_nothing_of_theirs(int count) {
    Path backup = staff(count, "P").write(world.folder("backup"));
    assertThat(world.restore(backup).endings()).containsOnly("CREATED");
    String before = anew();
    strangers(count + 1);

    Imported plan = world.restore(backup, "--plan", "--json", "--same-server-as", before);
    assertThat(plan.out()).contains("\"users\":{\"create\":" + count + ",\"exists\":0");
    Imported again = world.restore(backup, "--same-server-as", before);

    assertThat(again.endings()).containsOnly("CREATED").hasSize(count);
    assertThat(again.exit()).isZero();
    assertThat(again.err()).contains(count + " of " + count + " people restored earlier");
    assertThat(called("P")).hasSize(count).allMatch(p -> p.groups().size() == 1);
    assertThat(called("Stranger")).hasSize(count + 1).allMatch(p -> p.groups().equals(List.of(1L)));
    assertThat(world.server().bystander().departments())
        .allMatch(d -> d.leaderId() == world.person("P1").id());
    assertThat(world.restore(backup).endings()).containsOnly("SKIPPED_EXISTING");
    assertThat(world.people()).hasSize(2 * count + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 30})
  void other_people_under_the_ids_of_an_older_backup_of_the_same_source_are_not_those(int count) {
    world.restore(staff(count, "P").write(world.folder("before")));
    Path later = staff(count, "Q").write(world.folder("later"));

    assertThat(world.restore(later).endings()).containsOnly("CREATED").hasSize(count);

    assertThat(world.people()).hasSize(2 * count);
    assertThat(world.restore(later).endings()).containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void ids_that_end_below_what_was_seen_are_told() {
    Path backup = staff(30, "P").write(world.folder("backup"));
    world.restore(backup);
    String before = anew();
    strangers(3);

    Imported again = world.restore(backup, "--same-server-as", before);

    assertThat(again.err())
        .contains("the highest ID on this server is 65003")
        .contains("seen 65030");
    assertThat(called("P")).hasSize(30);
  }

  @Test
  void who_has_kept_a_name_or_a_number_alone_is_for_a_person_to_look_at() {
    Path backup =
        new BackedUp()
            .department(71, 0, "Works", "", 501)
            .user(501, "Ana", "jobNumber", "E1")
            .user(502, "Bo", "jobNumber", "E2", "mobile", "2")
            .write(world.folder("backup"));
    world.restore(backup);
    long ana = world.person("Ana").id();
    world.edited(ana, "jobNumber", "E9");
    world.edited(world.person("Bo").id(), "name", "Bob", "jobNumber", "E8");

    assertThat(world.restore(backup, "--plan").exit()).isEqualTo(3);
    Imported again = world.restore(backup);

    assertThat(again.endings())
        .containsExactly("REVIEW EDITED_ON_SERVER", "REVIEW EDITED_ON_SERVER");
    assertThat(again.rows().get(0).reason()).contains("#" + ana);
    assertThat(again.conflicts()).hasSize(2);
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void a_photo_the_server_shows_otherwise_proves_nobody() {
    Path backup =
        new BackedUp()
            .user(501, "Ana", "jobNumber", "E1", "photo", "501.jpg")
            .photo(501, Portraits.person(1, 200))
            .write(world.folder("backup"));
    world.restore(backup);
    world.server().removePerson(world.person("Ana").id());
    String before = anew();
    world.alreadyWithFace(7, "Stranger", "jobNumber", "S1");

    assertThat(world.restore(backup, "--same-server-as", before).endings())
        .containsExactly("CREATED");
    assertThat(world.people()).hasSize(2);
  }

  private static BackedUp ana(byte[] photo) {
    return new BackedUp().user(501, "Ana", "jobNumber", "E1", "photo", "501.jpg").photo(501, photo);
  }

  private static byte[] encodedAnew(byte[] jpeg) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(ImageIO.read(new ByteArrayInputStream(jpeg)), "jpeg", out);
    return out.toByteArray();
  }

  /** A server may keep the picture otherwise than it was sent. */
  @Test
  void the_same_picture_in_other_bytes_proves_somebody() throws IOException {
    byte[] picture = Portraits.person(1, 200);
    world.restore(ana(picture).write(world.folder("before")));
    world.edited(world.person("Ana").id(), "name", "Anna", "jobNumber", "E9");
    Path later = ana(encodedAnew(picture)).write(world.folder("later"));

    assertThat(world.restore(later).endings()).containsExactly("SKIPPED_EXISTING");
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void that_nobody_of_a_small_backup_has_their_id_any_more_is_told() {
    Path backup = staff(3, "P").write(world.folder("backup"));
    world.restore(backup);
    String before = anew();

    Imported again = world.restore(backup, "--same-server-as", before);

    assertThat(again.err()).contains("none of the 3 people").contains("reinstalled");
    assertThat(again.endings()).containsOnly("CREATED").hasSize(3);
  }

  @Test
  void a_visitor_under_the_id_of_one_who_was_sent_is_no_such_visitor() {
    world.guest("Vera", "13800000001");
    world.run();
    long vera = world.person("Vera").id();
    world.ledger(
        ledger -> {
          ledger.guests().unsettle(vera); // the answer to an update was lost
          return vera;
        });
    String before = anew();
    long host = world.already("Host", "jobNumber", World.HOST);
    world.visitor("Stranger", "mobile", "999", "receptionUserId", host + "");
    assertThat(world.person("Stranger").id()).isEqualTo(vera);

    Imported again = world.run("--same-server-as", before);

    assertThat(again.endings()).containsExactly("CREATED");
    assertThat(world.person("Stranger").mobile()).isEqualTo("999");
    assertThat(world.commits("user/update", "guest/update")).isEmpty();
    assertThat(world.people()).extracting(PersonView::name).contains("Vera", "Stranger");
  }

  @ParameterizedTest
  @CsvSource({"Stranger, 13800000001", "Vera, 13900000009"})
  void a_visitor_with_a_name_or_mobile_alone_under_the_id_of_one_who_was_sent_is_asked_about(
      String name, String mobile) {
    world.guest("Vera", "13800000001");
    world.run();
    long vera = world.person("Vera").id();
    Path backup =
        new BackedUp()
            .user(501, "Host", "jobNumber", World.HOST)
            .expected(502, "Vera", "13800000001", World.HOST)
            .write(world.folder("backup"));
    String before = anew();
    long host = world.already("Host", "jobNumber", World.HOST);
    world.visitor(name, "mobile", mobile, "receptionUserId", host + "");
    assertThat(world.person(name).id()).isEqualTo(vera);
    List<Long> groups = world.person(name).groups();

    Imported restored = world.restore(backup, "--same-server-as", before);

    assertThat(restored.ended("Vera")).isEqualTo("REVIEW EDITED_ON_SERVER");
    assertThat(groupsOf(vera)).isEqualTo(groups);
    world.resolve(Decisions.of(restored).decide("Vera", "create").write());
    assertThat(world.people()).hasSize(3); // the host, whoever has the id, and Vera
    assertThat(world.restore(backup).ended("Vera")).isEqualTo("SKIPPED_EXISTING");
    assertThat(groupsOf(vera)).isEqualTo(groups);
  }

  private List<Long> groupsOf(long id) {
    return world.people().stream()
        .filter(person -> person.id() == id)
        .findFirst()
        .orElseThrow()
        .groups();
  }
}
