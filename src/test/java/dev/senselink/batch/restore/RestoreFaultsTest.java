package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.SeenCall;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.Department;
import dev.senselink.batch.sandbox.world.Device;
import dev.senselink.batch.sandbox.world.PersonView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a restore makes of a server that refuses, or does not tell: said, and all else is done. */
@Tag("slow")
class RestoreFaultsTest {
  private static final String SN = "SKP-5a0db0c5e11d4f5a8c1e0f6b7d2a9e31";

  @RegisterExtension final World world = new World();

  private Path backup(BackedUp backup) {
    return backup.write(world.folder("backup"));
  }

  private Imported restore(Path backup, String... more) {
    List<String> options = new ArrayList<>(List.of("--tries", "2", "--timeout", "1"));
    options.addAll(Arrays.asList(more));
    return world.restore(backup, options.toArray(String[]::new));
  }

  private Department department(String name) {
    return world.server().bystander().departments().stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Device device() {
    return world.server().bystander().devices().stream()
        .filter(d -> d.sn().equals(SN))
        .findFirst()
        .orElseThrow();
  }

  private static Predicate<Map<String, String>> naming(long person) {
    return fields ->
        List.of(fields.getOrDefault("userIds", "").split(",", -1)).contains(person + "");
  }

  private static void left(Imported run, String what, int count) {
    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(3);
    assertThat(run.summary())
        .containsPattern("\"what\" : \"" + what + "\",\\s*\"count\" : " + count + ",");
  }

  @Test
  void while_it_is_unknown_whether_somebody_was_made_nobody_else_of_their_key_is_sent() {
    Path backup =
        backup(
            new BackedUp()
                .user(501, "Ana", "jobNumber", "E1", "remark", "one")
                .user(502, "Ana", "jobNumber", "E1", "remark", "two")
                .user(503, "Bo", "jobNumber", "E2"));
    AtomicBoolean lost = new AtomicBoolean();
    world.at("createUser", fields -> "one".equals(fields.get("remark")), 1, () -> lost.set(true));
    world.fault(
        FaultRule.on("createUser").after().reset().where("remark", "one"),
        FaultRule.on("listUsers")
            .status(500)
            .when(fields -> lost.get() && "E1".equals(fields.get("jobNumber"))));

    Imported run = restore(backup);
    int sent = run.calls("createUser").size();
    world.allIsWell();
    Imported again = restore(backup);

    assertThat(run.endings())
        .containsExactly("FAILED UNKNOWN_STATE", "FAILED UNKNOWN_STATE", "CREATED");
    assertThat(sent).isEqualTo(2);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(again.endings())
        .as(again.err())
        .containsExactly("SKIPPED_EXISTING", "CREATED", "SKIPPED_EXISTING");
    assertThat(world.people()).filteredOn(p -> p.name().equals("Ana")).hasSize(2);
    assertThat(again.exit()).isZero();
  }

  @Test
  void one_member_who_is_gone_keeps_none_of_the_others_out() {
    List<Long> people =
        LongStream.rangeClosed(1, 5)
            .mapToObj(i -> world.already("P" + i, "jobNumber", "E" + i))
            .toList();
    BackedUp backup = new BackedUp().group(31, 1, "Night shift");
    for (int i = 1; i <= 5; i++) {
      backup.user(500 + i, "P" + i, "jobNumber", "E" + i, "groupIds", "31");
    }
    world.at("addUsersToGroup", 1, () -> world.server().removePerson(people.get(3)));
    world.fault(FaultRule.on("addUsersToGroup").apiCode(30001).when(naming(people.get(1))));

    Imported run = restore(backup(backup));

    left(run, "member", 1); // one with each of two reasons
    assertThat(world.people())
        .filteredOn(p -> p.groups().size() == 2)
        .extracting(PersonView::name)
        .containsExactly("P1", "P3", "P5");
    assertThat(run.out()).contains("members of groups: 1 not restored");
  }

  @Test
  void a_device_a_leader_and_a_group_that_get_no_answer_keep_no_other_from_theirs() {
    world.server().bystander().addDevice(other());
    world.already("Ana", "jobNumber", "E1");
    world.department("Works");
    long nights = world.group("Night shift");
    AtomicReference<String> refusing = new AtomicReference<>();
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "Night shift")
                .group(32, 1, "Day shift")
                .group(33, 1, "Late shift")
                .department(71, 0, "Works", "", 501)
                .department(72, 0, "Yard", "", 501)
                .device(9, SN, "name", "Gate")
                .device(10, "SN-2", "name", "Door")
                .user(501, "Ana", "jobNumber", "E1", "groupIds", "31;32;33"));
    world.fault(
        FaultRule.on("updateDevice").status(500).where("name", "Gate"),
        FaultRule.on("updateDepartment").after().truncated().where("name", "Works"),
        FaultRule.on("addUsersToGroup").status(503).when(fields -> isFirst(refusing, fields)));

    Imported run = restore(backup);
    long ana = world.person("Ana").id();
    List<Long> groups = world.person("Ana").groups();
    world.allIsWell();
    Imported again = restore(backup);

    left(run, "device", 1);
    left(run, "leader", 1);
    left(run, "member", 1);
    assertThat(run.summary()).contains("another run of this command does not");
    assertThat(department("Yard").leaderId()).isEqualTo(ana);
    assertThat(groups).hasSize(2).doesNotContain(nights);
    assertThat(run.summary()).contains("\"status\" : \"COMPLETED\"");
    assertThat(again.exit()).as(again.out()).isZero();
    assertThat(device().name()).isEqualTo("Gate");
    assertThat(department("Works").leaderId()).isEqualTo(ana);
    assertThat(world.person("Ana").groups()).as("no longer of its making").isEqualTo(groups);
  }

  /** Whether it is the group that was the first to be asked for. */
  private static boolean isFirst(AtomicReference<String> first, Map<String, String> fields) {
    String group = fields.getOrDefault("groupId", "");
    first.compareAndSet(null, group);
    return group.equals(first.get());
  }

  @Test
  void whoever_has_got_the_id_of_a_leader_meanwhile_leads_nothing() {
    world.already("Ana", "jobNumber", "E1");
    long ana = world.person("Ana").id();
    world.department("Works");
    Path backup =
        backup(
            new BackedUp().department(71, 0, "Works", "", 501).user(501, "Ana", "jobNumber", "E1"));
    world.at(
        "getDepartmentById", 1, () -> world.edited(ana, "name", "Stranger", "jobNumber", "S1"));

    left(restore(backup), "leader", 1);

    assertThat(world.commits("department/update")).isEmpty();
  }

  private static Device other() {
    Instant now = Instant.now();
    return new Device(0, "SN-2", "new", "", "", 0, List.of(), 2, "10.0.0.9", "1.0", now, now);
  }

  @Test
  void refused_groups_and_departments_are_said_and_not_told_as_created() {
    Path backup =
        backup(
            new BackedUp()
                .group(31, 1, "Night shift")
                .group(32, 1, "Day shift")
                .department(71, 0, "Works", "", 0)
                .department(72, 71, "Hall", "", 0)
                .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
                .user(
                    502, "Bo", "jobNumber", "E2", "departmentId", "72", "department", "Works/Hall")
                .user(503, "Cy", "jobNumber", "E3", "groupIds", "32"));
    world.fault(
        FaultRule.on("createGroup").apiCode(30001).where("name", "Night shift"),
        FaultRule.on("createDepartment").apiCode(30001));

    Imported run = restore(backup);

    left(run, "group", 1);
    left(run, "department", 1);
    assertThat(run.endings())
        .containsExactly("REJECTED_ROW NOT_RESTORABLE", "REJECTED_ROW NOT_RESTORABLE", "CREATED");
    assertThat(run.summary())
        .contains("\"createdGroups\" : [ \"Day shift\" ]", "\"createdDepartments\" : [ ]");
  }

  @Test
  void a_code_that_another_department_has_is_left_out_planned_and_told_also_after_a_stop() {
    world.made(OrganisationCalls.createDepartment(0, "Renamed", null, "W"));
    Path backup =
        backup(
            new BackedUp()
                .department(71, 0, "Works", "W", 0)
                .department(72, 71, "Hall", "H", 0)
                .user(501, "Ana", "jobNumber", "E1", "departmentId", "71", "department", "Works"));

    Imported plan = restore(backup, "--plan", "--json");
    world.fault(FaultRule.on("createUser").apiCode(20001).times(1));
    Imported stopped = restore(backup);
    Imported run = restore(backup);

    assertThat(plan.exit()).isEqualTo(3);
    assertThat(plan.out())
        .contains("\"departments\":{\"create\":2,\"exists\":0,\"notRestorable\":1}");
    assertThat(stopped.exit()).isEqualTo(4);
    left(run, "departmentCode", 1);
    assertThat(run.runId()).isEqualTo(stopped.runId());
    assertThat(department("Works").code()).isNullOrEmpty();
    assertThat(department("Hall").code()).isEqualTo("H");
    assertThat(run.endings()).containsExactly("CREATED");
    assertThat(run.summary()).contains("\"Works\", \"Works/Hall\"");
  }

  @Test
  void a_code_comes_back_where_there_is_none_and_another_stays_and_is_told() {
    world.made(OrganisationCalls.createDepartment(0, "Works", null, null));
    world.made(OrganisationCalls.createDepartment(0, "Store", null, "S9"));
    Path backup =
        backup(
            new BackedUp()
                .department(71, 0, "Works", "W", 0)
                .department(72, 0, "Store", "S", 0)
                .user(501, "Ana", "jobNumber", "E1", "departmentId", "71", "department", "Works"));

    Imported plan = restore(backup, "--plan", "--json");
    Imported run = restore(backup);

    assertThat(plan.out())
        .contains("\"departments\":{\"create\":0,\"exists\":2,\"notRestorable\":1}");
    left(run, "departmentCode", 1);
    assertThat(department("Works").code()).isEqualTo("W");
    assertThat(department("Store").code()).isEqualTo("S9");
  }

  @Test
  void rows_that_have_sent_nothing_send_nothing_while_the_server_is_out_of_reach() {
    BackedUp backup = new BackedUp();
    for (int i = 1; i <= 40; i++) {
      backup.user(500 + i, "P" + i, "jobNumber", "E" + i);
    }
    AtomicBoolean out = new AtomicBoolean();
    world.at("createUser", 2, () -> out.set(true));
    world.fault(FaultRule.on(FaultRule.ANY).reset().when(fields -> out.get()));

    Imported run = restore(backup(backup), "--concurrency", "2", "--outage-wait", "1");

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(4);
    List<SeenCall> sent = run.calls("createUser");
    // Ten failures tell the outage; whoever was in flight beside the last of them was, too.
    assertThat(sent).hasSizeBetween(2, 1 + 10 + 2);
    world.allIsWell();
    Imported again = restore(world.folder("backup"));
    assertThat(again.endings()).containsOnly("CREATED").hasSize(40);
    assertThat(world.people()).hasSize(40);
  }
}
