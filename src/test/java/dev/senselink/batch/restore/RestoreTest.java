package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.world.Department;
import dev.senselink.batch.sandbox.world.Device;
import dev.senselink.batch.sandbox.world.Group;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** BACKUP.md, "restore": what comes back, in which order, and what does not. */
@Tag("slow")
class RestoreTest {
  private static final String WINDOW = "2026-01-01 08:00:00";
  private static final String SN = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";

  /** Blanks, formulas, marks of our own, pairs of surrogates: as they are. */
  private static final List<String> AWKWARD =
      List.of(" Ana ", "=1+2", "'=x", "<clear>", "𠮷野家", "e\u0301", "a;b\\c/d", "Zeile\n2", "\tx");

  @RegisterExtension final World world = new World();

  private Path backup(BackedUp backup) {
    return backup.write(world.folder("backup"));
  }

  private Group group(String name) {
    return one(
        world.server().bystander().groups().stream().filter(g -> g.name().equals(name)).toList());
  }

  private Department department(String name) {
    return one(
        world.server().bystander().departments().stream()
            .filter(d -> d.name().equals(name))
            .toList());
  }

  private Device device() {
    return one(
        world.server().bystander().devices().stream().filter(d -> d.sn().equals(SN)).toList());
  }

  private static <T> T one(List<T> found) {
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void groups_departments_people_leaders_and_devices_come_back_under_the_new_ids() {
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "Night shift")
                .group(32, 2, "Suppliers")
                .department(71, 0, "Works", "W", 0)
                .department(72, 71, "Hall 2", "", 501)
                .device(
                    9,
                    SN,
                    "name",
                    "Gate",
                    "location",
                    "North",
                    "direction",
                    "1",
                    "staffGroupIds",
                    "31",
                    "staffGroups",
                    "Night shift",
                    "guestGroupIds",
                    "32",
                    "guestGroups",
                    "Suppliers")
                .user(
                    501,
                    "Ana",
                    "jobNumber",
                    "E1",
                    "groupIds",
                    "31",
                    "departmentId",
                    "72",
                    "department",
                    "Works/Hall 2",
                    "gender",
                    "F",
                    "birthday",
                    "1990-02-03",
                    "mail",
                    "a@b",
                    "areaCode",
                    "86",
                    "entryTime",
                    "2020-01-02")
                .guest(
                    601,
                    "Bo",
                    "mobile",
                    "13800000001",
                    "groupIds",
                    "32",
                    "host",
                    "E1",
                    "dateTimeFrom",
                    WINDOW,
                    "dateTimeTo",
                    "2099-01-01 18:00:00",
                    "photo",
                    "601.jpg")
                .photo(601, Portraits.person(6, 300)));

    Imported run = world.restore(backup);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.endings()).containsExactly("CREATED", "CREATED");
    PersonView ana = world.person("Ana");
    PersonView bo = world.person("Bo");
    assertThat(department("Hall 2").parentId()).isEqualTo(department("Works").id());
    assertThat(department("Hall 2").leaderId()).isEqualTo(ana.id());
    assertThat(department("Works").code()).isEqualTo("W");
    assertThat(ana.groups()).containsExactly(group("Night shift").id());
    assertThat(ana.departmentId()).isEqualTo(department("Hall 2").id());
    assertThat(ana.gender()).isEqualTo(1);
    assertThat(ana.birthday()).isEqualTo("1990-02-03");
    assertThat(ana.areaCode()).isEqualTo("86");
    assertThat(bo.receptionUserId()).isEqualTo(ana.id());
    assertThat(bo.dateTimeFrom()).isEqualTo(LocalDateTime.of(2026, 1, 1, 8, 0));
    assertThat(bo.groups()).containsExactly(group("Suppliers").id());
    assertThat(device().name()).isEqualTo("Gate");
    assertThat(device().groups())
        .containsExactlyInAnyOrder(group("Night shift").id(), group("Suppliers").id());
    assertThat(run.summary()).contains("\"job\" : \"restore\"", "\"notRestorable\" : [ ]");
  }

  @Test
  void nothing_happens_to_a_cell_and_a_row_says_which_file_and_line_it_is_of() throws IOException {
    BackedUp backup = new BackedUp();
    for (int i = 0; i < AWKWARD.size(); i++) {
      backup.user(
          500 + i,
          AWKWARD.get(i),
          "jobNumber",
          "J" + i,
          "remark",
          AWKWARD.get(i),
          "position",
          AWKWARD.get(i));
    }

    Imported run = world.restore(backup(backup));

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(world.people())
        .extracting(PersonView::name)
        .containsExactlyInAnyOrderElementsOf(AWKWARD);
    assertThat(world.people())
        .allSatisfy(p -> assertThat(p.remark()).isEqualTo(p.name()))
        .allSatisfy(p -> assertThat(p.position()).isEqualTo(p.name()));
    List<String> results = Files.readAllLines(run.report().resolve("results.csv"));
    assertThat(results.get(0)).endsWith(",attempts,file,hints");
    assertThat(results.get(1)).startsWith("2,J0,").endsWith(",1,users.csv,");
    // Eight lines further: one cell in each of three columns holds a line break.
    assertThat(String.join("\n", results)).contains("\n9,J7,", "\n13,J8,");
  }

  @Test
  void a_nul_in_a_text_comes_back_as_any_other_character() {
    String nuls = "\0".repeat(40); // as many as a file has that is no text
    Path backup =
        backup(
            new BackedUp()
                .user(501, "A\0na", "jobNumber", "E1", "remark", nuls)
                .user(502, "Bo", "jobNumber", "E2"));

    Imported run = world.restore(backup);

    assertThat(run.endings()).containsExactly("CREATED", "CREATED");
    assertThat(world.person("A\0na").remark()).isEqualTo(nuls);
    assertThat(world.restore(backup).endings()).containsOnly("SKIPPED_EXISTING");
  }

  @Test
  void a_damaged_backup_is_named_and_nothing_is_sent() throws IOException {
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "Night shift")
                .user(501, "Ana", "jobNumber", "E1", "photo", "501.jpg")
                .photo(501, Portraits.person(6, 300)));
    Files.write(backup.resolve("photos/501.jpg"), Portraits.person(7, 300));

    Imported run = world.restore(backup);
    Imported plan = world.restore(backup, "--plan");
    Imported nothing = world.restore(world.folder("nowhere"));

    assertThat(run.exit()).isEqualTo(5);
    assertThat(run.err()).contains("photos/501.jpg");
    assertThat(plan.exit()).isEqualTo(5);
    assertThat(nothing.exit()).isEqualTo(5);
    assertThat(world.server().commits()).isEmpty();
    assertThat(run.report()).doesNotExist();
  }

  @Test
  void equal_keys_are_each_created_and_found_again_by_the_backups_ids() {
    Path backup =
        backup(
            new BackedUp()
                .user(501, "Ana", "jobNumber", "E1", "mobile", "1")
                .user(502, "Ana", "jobNumber", "E1", "mobile", "2")
                .user(503, "Bo", "mobile", "2")
                .user(504, "Cy")
                .user(505, "Cy")
                .user(506, " "));

    Imported first = world.restore(backup);
    Imported second = world.restore(backup);

    assertThat(first.endings())
        .containsExactly(
            "CREATED", "CREATED", "CREATED", "CREATED", "CREATED", "REJECTED_ROW MISSING_NAME");
    assertThat(second.endings())
        .containsOnly("SKIPPED_EXISTING", "REJECTED_ROW MISSING_NAME")
        .hasSize(6);
    assertThat(second.writes()).isEmpty();
    assertThat(second.rows())
        .extracting(r -> r.personId())
        .isEqualTo(first.rows().stream().map(r -> r.personId()).toList());
    assertThat(world.people()).hasSize(5);
    assertThat(first.exit()).isEqualTo(3);
  }

  @Test
  void equal_keys_are_for_review_where_the_server_has_somebody_of_that_key() {
    world.already("Ana", "jobNumber", "E1");
    world.already("Cy");
    Path backup =
        backup(
            new BackedUp()
                .user(501, "Ana", "jobNumber", "E1")
                .user(502, "Ana", "jobNumber", "E1")
                .user(504, "Cy")
                .user(505, "Cy")
                .user(507, "Di", "jobNumber", "E2"));

    Imported run = world.restore(backup);

    assertThat(run.endings())
        .containsExactly(
            "REVIEW KEY_NOT_UNIQUE",
            "REVIEW KEY_NOT_UNIQUE",
            "REVIEW KEY_NOT_UNIQUE",
            "REVIEW KEY_NOT_UNIQUE",
            "CREATED");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.conflicts()).hasSize(4);
  }

  @Test
  void conflicts_of_staff_and_guests_on_lines_of_one_number_are_decided_as_an_imports_are() {
    world.already("Ana", "jobNumber", "E1");
    world.visitor("Bo", "mobile", "13800000001");
    long bo = world.visitor("Bo", "mobile", "13800000001");
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "Night shift")
                .user(501, "Ana", "jobNumber", "E1", "groupIds", "31", "remark", " new ")
                .user(502, "Ana", "jobNumber", "E1")
                .guest(
                    601,
                    "Bo",
                    "mobile",
                    "13800000001",
                    "host",
                    "#501",
                    "dateTimeFrom",
                    WINDOW,
                    "dateTimeTo",
                    "2099-01-01 18:00:00",
                    "photo",
                    "601.jpg")
                .photo(601, Portraits.person(6, 300)));
    Imported run = world.restore(backup, "--guest-host", "E1");
    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "create").write());
    Imported second = world.restore(backup);
    Imported guest = world.resolve(Decisions.of(second).decide("Bo", bo, "create").write());

    assertThat(run.endings())
        .containsExactly(
            "REVIEW KEY_NOT_UNIQUE", "REVIEW KEY_NOT_UNIQUE", "REJECTED_ROW UNKNOWN_HOST");
    assertThat(resolved.exit()).as(resolved.err()).isEqualTo(0);
    assertThat(resolved.endings()).containsExactly("CREATED", "CREATED");
    assertThat(world.people()).filteredOn(p -> p.remark().equals(" new ")).hasSize(1);
    assertThat(second.endings())
        .containsExactly("SKIPPED_EXISTING", "SKIPPED_EXISTING", "REVIEW KEY_NOT_UNIQUE");
    assertThat(guest.endings()).as(guest.err()).containsExactly("CREATED");
    assertThat(world.people()).filteredOn(p -> p.name().equals("Bo")).hasSize(3);
    assertThat(world.people()).filteredOn(p -> p.name().equals("Ana")).hasSize(3);
  }

  @Test
  void who_has_no_key_is_known_by_type_name_and_department() {
    long hall = world.department("Hall");
    world.already("Ana", "departmentId", hall + "");
    world.already("Bo", "departmentId", hall + "", "mobile", "1");
    world.already("Cy");
    world.already("Cy");
    Path backup =
        backup(
            new BackedUp()
                .department(71, 0, "Hall", "", 0)
                .user(501, "Ana", "departmentId", "71", "department", "Hall")
                .user(502, "Bo", "departmentId", "71", "department", "Hall")
                .user(503, "Ana")
                .user(504, "Cy"));

    Imported run = world.restore(backup);

    assertThat(run.endings())
        .containsExactly("SKIPPED_EXISTING", "CREATED", "CREATED", "REVIEW KEY_NOT_UNIQUE");
  }

  @Test
  void a_guest_whose_visit_the_backup_does_not_know_needs_the_options() {
    Path backup =
        backup(
            new BackedUp()
                .user(501, "Ana", "jobNumber", "E1")
                .guest(601, "Bo", "mobile", "13800000001", "photo", "601.jpg")
                .guest(602, "Cy", "mobile", "13800000002", "host", "E1", "photo", "602.jpg")
                .photo(601, Portraits.person(6, 300))
                .photo(602, Portraits.person(7, 300)));

    Imported without = world.restore(backup);
    Imported with =
        world.restore(
            backup, "--guest-window", "2026/01/01 08:00/2098-12-31", "--guest-host", "Ana");

    assertThat(without.endings())
        .containsExactly("CREATED", "REJECTED_ROW NOT_RESTORABLE", "REJECTED_ROW NOT_RESTORABLE");
    assertThat(without.of("Bo").reason()).contains("--guest-host");
    assertThat(without.of("Cy").reason()).contains("--guest-window");
    assertThat(with.endings()).containsExactly("SKIPPED_EXISTING", "CREATED", "CREATED");
    assertThat(world.person("Bo").receptionUserId()).isEqualTo(world.person("Ana").id());
    assertThat(world.person("Cy").dateTimeTo())
        .isEqualTo(LocalDateTime.of(2098, 12, 31, 23, 59, 59));
  }

  @Test
  void of_all_who_may_be_the_one_on_the_server_one_is_taken_for_them() {
    world.server(s -> s.withLatency(CallLatency.fixed(Duration.ofMillis(40))));
    world.already("Ana", "mobile", "13800000001");
    BackedUp backup = new BackedUp();
    for (int i = 1; i <= 8; i++) {
      backup.user(500 + i, "Ana", "jobNumber", "E" + i, "mobile", "13800000001");
    }

    Imported run = world.restore(backup(backup));

    assertThat(run.endings()).startsWith("SKIPPED_EXISTING").hasSize(8);
    assertThat(run.endings()).filteredOn("CREATED"::equals).hasSize(7);
    assertThat(world.people()).hasSize(8);
  }

  @Test
  void a_plan_ends_as_the_run_where_the_server_has_got_another_address() {
    Path backup = backup(new BackedUp().user(501, "Ana", "jobNumber", "E1"));
    world.restore(backup);
    world.movesTo(s -> s);

    assertThat(world.restore(backup, "--plan").exit()).isEqualTo(2);
    assertThat(world.restore(backup).exit()).isEqualTo(2);
  }

  @Test
  void whoever_was_deleted_and_made_anew_on_the_old_server_is_not_made_twice_on_this_one() {
    world.restore(backup(new BackedUp().user(501, "Ana", "jobNumber", "E1")));
    Path later = new BackedUp().user(777, "Ana", "jobNumber", "E1").write(world.folder("later"));

    Imported run = world.restore(later);

    assertThat(run.endings()).containsExactly("SKIPPED_EXISTING");
    assertThat(world.people()).hasSize(1);
    assertThat(world.restore(later).endings()).containsExactly("SKIPPED_EXISTING");
  }

  @Test
  void whoever_was_changed_on_the_server_since_is_known_by_the_photo_and_stays_so() {
    Path backup =
        backup(
            new BackedUp()
                .user(501, "Ana", "jobNumber", "E1", "position", "Clerk", "photo", "501.jpg")
                .photo(501, Portraits.person(1, 200))
                .user(502, "Bo", "mobile", "2"));
    world.restore(backup);
    long ana = world.person("Ana").id();
    world.edited(ana, "name", "Ana Li", "jobNumber", "E9", "position", "Porter");
    world.server().removePerson(world.person("Bo").id());

    Imported again = world.restore(backup);

    assertThat(again.endings()).containsExactly("SKIPPED_EXISTING", "CREATED");
    assertThat(again.rows().get(0).personId()).isEqualTo(ana);
    assertThat(world.person("Ana Li").position()).isEqualTo("Porter");
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void what_the_server_lacks_is_counted_in_the_summary_and_needs_a_person() {
    Path backup =
        backup(
            new BackedUp()
                .department(71, 0, "Works", "", 502)
                .device(9, "SN-GONE", "name", "Gate")
                .user(501, "Ana", "jobNumber", "E1")
                .user(502, " ", "jobNumber", "E2"));

    Imported run = world.restore(backup);

    assertThat(run.summary()).contains("\"what\" : \"device\"", "\"what\" : \"leader\"");
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.out()).contains("senselink restore ");
  }

  @Test
  void members_who_are_there_already_join_the_groups_again_and_stay_as_they_are() {
    long other = world.group("Other");
    long ana = world.already("Ana", "jobNumber", "E1", "groups", other + "", "position", "Porter");
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "Night shift")
                .user(501, "Ana", "jobNumber", "E1", "groupIds", "31", "position", "Clerk"));

    Imported run = world.restore(backup);

    assertThat(run.endings()).containsExactly("SKIPPED_EXISTING");
    assertThat(world.person("Ana").groups()).containsExactly(other, group("Night shift").id());
    assertThat(world.person("Ana").position()).isEqualTo("Porter");
    assertThat(run.of("Ana").personId()).isEqualTo(ana);
  }

  @Test
  void a_group_of_more_than_two_thousand_is_filled_by_calls_of_at_most_so_many() {
    BackedUp backup = new BackedUp().group(31, 1, "Everybody");
    for (int i = 1; i <= 2_001; i++) {
      world.already("P" + i, "jobNumber", "E" + i);
      backup.user(10_000 + i, "P" + i, "jobNumber", "E" + i, "groupIds", "31");
    }

    Imported run = world.restore(backup(backup));

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.calls("addUsersToGroup"))
        .extracting(call -> call.field("userIds").split(",", -1).length)
        .containsExactly(2_000, 1);
    long everybody = group("Everybody").id();
    assertThat(world.people()).allMatch(person -> person.groups().contains(everybody));
  }

  @Test
  void a_plan_counts_what_would_be_done_and_changes_nothing() {
    world.already("Ana", "jobNumber", "E1");
    world.group("There");
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "There")
                .group(32, 2, "To come")
                .department(71, 0, "Works", "", 502)
                .device(9, SN, "name", "Gate")
                .device(10, "SN-GONE", "name", "Gate")
                .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
                .user(502, "Bo", "departmentId", "71", "department", "Works")
                .user(503, "Bo", "departmentId", "71", "department", "Works")
                .guest(
                    601,
                    "Cy",
                    "mobile",
                    "13800000001",
                    "host",
                    "#502",
                    "groupIds",
                    "32",
                    "dateTimeFrom",
                    WINDOW,
                    "dateTimeTo",
                    "2099-01-01 18:00:00",
                    "photo",
                    "601.jpg")
                .guest(
                    602,
                    "Di",
                    "mobile",
                    "13800000002",
                    "host",
                    "#502",
                    "dateTimeFrom",
                    WINDOW,
                    "dateTimeTo",
                    "2026-01-02 18:00:00")
                .guest(603, "Ed", "mobile", "13800000003")
                .photo(601, Portraits.person(6, 300)));
    List<PersonView> before = world.people();

    Imported plan = world.restore(backup, "--plan", "--json");

    assertThat(plan.out().strip())
        .isEqualTo(
            "{\"departments\":{\"create\":1,\"exists\":0,\"notRestorable\":0},"
                + "\"groups\":{\"create\":1,\"exists\":1,\"notRestorable\":0},"
                + "\"users\":{\"create\":2,\"exists\":1,\"notRestorable\":0},"
                + "\"guests\":{\"create\":1,\"exists\":0,\"notRestorable\":1,\"over\":1},"
                + "\"devices\":{\"create\":0,\"exists\":1,\"notRestorable\":1}}");
    assertThat(plan.exit()).isEqualTo(3);
    assertThat(plan.err()).contains("1 guests would be created without an ID number");
    assertThat(world.people()).isEqualTo(before);
    assertThat(world.server().commits())
        .extracting(c -> c.operation())
        .doesNotContain("createDepartment", "createUser", "createGuest", "updateDevice");
    assertThat(world.folder("data").resolve("runs")).doesNotExist();
    Imported run = world.restore(backup);
    assertThat(run.endings())
        .containsExactly(
            "SKIPPED_EXISTING",
            "CREATED",
            "CREATED",
            "CREATED",
            "SKIPPED_OVER",
            "REJECTED_ROW NOT_RESTORABLE");
    assertThat(run.exit()).isEqualTo(3);
  }
}
