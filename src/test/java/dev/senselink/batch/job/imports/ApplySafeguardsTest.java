package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other hands, other runs and time do between a plan and its apply, or in the midst of it. */
@Tag("slow")
class ApplySafeguardsTest {
  private static final String STALE = "REVIEW PLAN_STALE";

  @RegisterExtension final World world = new World().inHaste();

  private Path file() {
    return world.folder("staff.plan");
  }

  private Imported plan(String... options) {
    List<String> all = new ArrayList<>(List.of("--plan", file().toString()));
    all.addAll(List.of(options));
    Imported made = world.run(all.toArray(String[]::new));
    assertThat(made.exit()).as(made.err()).isIn(0, 3);
    return made;
  }

  private Imported apply(String... options) {
    return world.apply(file(), options);
  }

  /** The copies of plans' rosters are over, as they are a week later. */
  private void aWeekPasses() throws IOException {
    try (Stream<Path> plans = Files.list(world.data().resolve("plans"))) {
      for (Path plan : plans.toList()) {
        Files.writeString(plan.resolve("until"), "2020-01-01T00:00:00Z\n");
      }
    }
  }

  private long planned() {
    long id = world.already("P1", "jobNumber", "E1", "mail", "old@example.org");
    world.row("P1", "E1").with("mail", "new@example.org").withoutPhoto();
    plan("--on-existing", "update");
    return id;
  }

  @Test
  void a_row_that_was_refused_and_that_others_have_changed_since_is_left() {
    long id = planned();
    world.fault(FaultRule.on("updateUser").before().apiCode(10005));
    Imported stopped = apply();
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    world.allIsWell();
    world.edited(id, "mail", "others@example.org");

    Imported resumed = apply();

    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.ended("P1")).isEqualTo(STALE);
    assertThat(world.person("P1").mail()).isEqualTo("others@example.org");
    assertThat(resumed.conflicts()).as("it can be decided").isNotEmpty();
    assertThat(resumed.conflicts().toString()).contains(String.valueOf(id));
  }

  @Test
  void a_row_that_was_refused_is_worked_where_nobody_has_changed_anything() {
    planned();
    world.fault(FaultRule.on("updateUser").before().apiCode(10005));
    apply();
    world.allIsWell();

    assertThat(apply().ended("P1")).isEqualTo("UPDATED");
  }

  @Test
  void a_photo_that_others_have_put_there_after_a_refusal_stays() {
    long id = world.alreadyWithFace(1, "P1", "jobNumber", "E1");
    world.row("P1", "E1").portrait(2);
    plan("--on-existing", "update");
    world.fault(FaultRule.on("updateUser").before().apiCode(10005));
    apply();
    world.allIsWell();
    world.server().editPerson(id, Map.of(), Portraits.person(3, 200));

    assertThat(apply().ended("P1")).isEqualTo(STALE);
  }

  @Test
  void a_gender_that_no_update_touches_is_nobodys_change() {
    long id = planned();
    world.edited(id, "gender", "2");

    assertThat(apply().ended("P1")).isEqualTo("UPDATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1"})
  void whom_others_have_made_without_the_plans_groups_is_not_as_planned(String groups) {
    world.row("P1", "E1").withoutPhoto();
    plan("--allow-no-photo");
    world.already("P1", "jobNumber", "E1", "groups", groups);

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo(groups.isEmpty() ? STALE : "UNCHANGED");
    assertThat(applied.writes()).isEmpty();
  }

  @Test
  void somebody_else_who_is_as_the_row_by_now_is_not_the_planned_person() {
    long id = planned();
    world.server().removePerson(id);
    long other = world.already("P1", "jobNumber", "E1", "mail", "new@example.org");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo(STALE);
    assertThat(applied.of("P1").reason()).contains(String.valueOf(other));
  }

  @Test
  void a_visit_that_is_over_by_now_is_over() {
    String soon = LocalDate.now(ZoneOffset.UTC).plusDays(2) + " 18:00:00";
    world.guest("Gu", "13900000001").with("dateTimeTo", soon);
    plan();
    world.server().passTime(Duration.ofDays(4));

    assertThat(apply().endings()).containsExactly("SKIPPED_OVER");
  }

  @Test
  void only_what_the_plan_makes_is_told_to_be_made() {
    long yard = world.department("Yard");
    world.row("P1", "E1").with("department", "Yard").with("groups", "Porters");
    plan("--create-missing");
    world.change(now -> new UpdateDepartment(now.id(), 0, "Field", null, null), yard);

    assertThat(apply().err()).contains("Porters").doesNotContain("department Yard");
  }

  @Test
  void a_department_that_was_to_be_below_another_is_not_made_beside_it() {
    long sales = world.department("Sales");
    world.row("P1", "E1").with("department", "Sales/North");
    world.row("P2", "E2").with("department", "Yard/East");
    plan("--create-missing");
    world.change(now -> new UpdateDepartment(now.id(), 0, "Selling", null, null), sales);

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo(STALE);
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
    assertThat(applied.calls("createDepartment")).hasSize(2);
  }

  @Test
  void a_group_that_others_have_made_meanwhile_is_not_the_plans() {
    world.row("P1", "E1").with("groups", "Guards");
    world.row("P2", "E2").with("groups", "Porters");
    plan("--create-missing");
    world.group("Guards");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo(STALE);
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
  }

  @Test
  void an_id_number_in_other_letters_is_hidden_too() throws IOException {
    world
        .row("P1", "E1")
        .with("idNumber", "11010519491231002X")
        .photo("11010519491231002x.jpg", Portraits.person(1, 200));
    world
        .row("P2", "E2")
        .with("photo", "110101199003078515.jpg")
        .photo("110101199003078515.jpg", Portraits.person(2, 200));

    Imported made = plan();

    assertThat(Files.readString(file())).doesNotContainIgnoringCase("1101");
    assertThat(Files.readString(made.report().resolve("changes.csv")))
        .contains("P1", "P2")
        .doesNotContainIgnoringCase("1101");
  }

  @Test
  void a_visit_that_another_list_has_changed_is_not_set_back() throws IOException {
    RosterRow guest = world.guest("Gu", "13900000001");
    world.run();
    guest.with("dateTimeTo", "2098-12-31 18:00:00");
    plan();
    assertThat(Files.readString(file())).contains("\"from\":\"2099-12-31 18:00:00\"");
    byte[] planned = Files.readAllBytes(world.roster());
    guest.with("dateTimeTo", "2097-12-31 18:00:00");
    assertThat(world.run().endings()).containsExactly("UPDATED");
    Files.write(world.roster(), planned);

    Imported applied = apply();

    assertThat(applied.endings()).containsExactly(STALE);
    assertThat(applied.writes()).isEmpty();
  }

  @Test
  void a_photo_like_the_persons_own_is_not_forced() {
    world.server(settings -> settings.withSimilarNamesOneself(true));
    world.alreadyWithFace(1, "P1", "jobNumber", "E1");
    world.row("P1", "E1").anotherPictureOf(1);
    plan("--on-existing", "update");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW 30002");
    assertThat(applied.writes()).noneMatch(call -> call.field("force").equals("1"));
  }

  @Test
  void a_plan_of_last_week_is_too_old_and_its_age_can_be_allowed() throws IOException {
    world.rows(1);
    plan();
    aWeekPasses();

    Imported old = apply("--plan-age", "0m");

    assertThat(old.exit()).isEqualTo(2);
    assertThat(old.err()).contains("too old");
    assertThat(apply("--plan-age", "30d").ended("P1")).isEqualTo("CREATED");
  }

  @Test
  void a_run_that_was_begun_in_time_goes_on_whenever() throws IOException {
    world.rows(3);
    plan();
    world.fault(FaultRule.on("createUser").fromCall(2).apiCode(10005));
    Imported stopped = apply("--concurrency", "1");
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    world.allIsWell();
    aWeekPasses();
    world.run("--dry-run"); // as any run does, it removes what is over

    Imported resumed = apply("--plan-age", "0m");

    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.endings()).containsOnly("CREATED");
  }

  @Test
  void a_roster_that_was_not_planned_to_its_end_leaves_no_older_plan() {
    world.rows(2);
    plan();
    world.fault(FaultRule.on("checkFaceQuality").before().apiCode(20001));

    Imported stopped = world.run("--plan", file().toString(), "--recheck-photos");

    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_plan_of_a_company_under_another_address_is_not_made() {
    world.rows(1);
    world.run();
    world.answers(); // the same server, called otherwise

    Imported made = world.run("--plan", file().toString());

    assertThat(made.exit()).as(made.err()).isEqualTo(2);
    assertThat(file()).doesNotExist();
  }

  @Test
  void a_word_like_a_switch_is_a_value_where_one_was_typed() {
    world.rows(1);
    plan("--list", "true", "--new-list", "--allow-no-photo");

    Imported applied = apply();

    assertThat(applied.exit()).as(applied.err()).isZero();
    assertThat(world.<Boolean>ledger(ledger -> ledger.listImports().isKnown("true"))).isTrue();
  }

  @Test
  void the_options_of_a_plan_are_not_looked_at_before_it_is_proven() throws IOException {
    world.rows(1);
    plan();
    String text = Files.readString(file());
    Files.writeString(file(), text.replace("\"options\":{", "\"options\":{\"nonsense\":[\"x\"],"));

    Imported applied = apply();

    assertThat(applied.exit()).isEqualTo(2);
    assertThat(applied.err()).contains("was changed").doesNotContain("options in this plan");
  }
}
