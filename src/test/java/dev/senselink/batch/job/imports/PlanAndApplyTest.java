package dev.senselink.batch.job.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is going to be done is written down, and then that is done and nothing else. */
@Tag("slow")
class PlanAndApplyTest {
  private static final String ID_NUMBER = "110101199003078515";

  @RegisterExtension final World world = new World().inHaste();
  @RegisterExtension final World other = new World().inHaste();

  private Path file() {
    return world.folder("staff.plan");
  }

  private Imported plan(String... options) {
    List<String> all = new ArrayList<>(List.of("--plan", file().toString()));
    all.addAll(List.of(options));
    Imported made = world.run(all.toArray(String[]::new));
    assertThat(made.exit()).as(made.err()).isIn(0, 3);
    assertThat(made.writes()).as("a plan changes nothing").isEmpty();
    return made;
  }

  private Imported apply(String... options) {
    return world.apply(file(), options);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      lines.add(JsonMapper.shared().readTree(line));
    }
    return lines;
  }

  private JsonNode of(String name) throws IOException {
    return lines().stream()
        .skip(1)
        .filter(line -> line.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String action(JsonNode line) {
    return line.get("action").stringValue();
  }

  private static String change(JsonNode line, String field) {
    for (JsonNode change : line.get("changes").values()) {
      if (change.get("field").stringValue().equals(field)) {
        return change.get("from").stringValue() + " > " + change.get("to").stringValue();
      }
    }
    return "";
  }

  /** Somebody of every kind: new, to be updated, as the row says, for review, refused. */
  private static void everyKind(World where) {
    where.department("Lobby");
    where.already("Upa", "jobNumber", "E2", "mail", "old@example.org", "departmentId", "1");
    where.already("Somebody", "jobNumber", "E4");
    where.row("New", "E1").with("mail", "new@example.org").with("department", "Lobby");
    where.row("Upa", "E2").with("mail", "up@example.org").with("position", "Porter");
    where.row("Same", "E3");
    where.row("Else", "E4");
    where.row("Bad", "").with("mail", "");
  }

  @Test
  void a_plan_says_exactly_what_would_be_done_and_changes_nothing() throws IOException {
    everyKind(world);
    world
        .row("Secret", "E6")
        .with("idNumber", ID_NUMBER)
        .photo(ID_NUMBER + ".jpg", Portraits.person(60, 200));

    Imported made = plan("--on-existing", "update");

    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(7);
    JsonNode header = lines.get(0);
    assertThat(header.get("command").stringValue()).isEqualTo("import-users");
    assertThat(header.get("options").get("on-existing").values())
        .extracting(JsonNode::stringValue)
        .containsExactly("UPDATE");
    assertThat(action(of("New"))).isEqualTo("create");
    assertThat(change(of("New"), "mail")).isEqualTo(" > new@example.org");
    assertThat(change(of("New"), "department")).isEqualTo(" > Lobby (#1)");
    assertThat(of("New").get("photo").get("file").stringValue()).isEqualTo("1.jpg");
    assertThat(of("New").get("personId").isNull()).isTrue();
    assertThat(action(of("Upa"))).isEqualTo("update");
    assertThat(of("Upa").get("personId").longValue()).isEqualTo(world.person("Upa").id());
    assertThat(change(of("Upa"), "mail")).isEqualTo("old@example.org > up@example.org");
    assertThat(change(of("Upa"), "position")).isEqualTo(" > Porter");
    assertThat(change(of("Upa"), "name")).as("what stays is no change").isEmpty();
    assertThat(of("Upa").get("seen").stringValue()).isNotEmpty();
    assertThat(action(of("Else"))).isEqualTo("review");
    assertThat(action(of("Bad"))).isEqualTo("reject");
    String text = Files.readString(file());
    assertThat(text).doesNotContain(ID_NUMBER, world.server().appSecret());
    assertThat(made.report().resolve("changes.csv")).exists();
    assertThat(made.report().resolve("changes.xlsx")).exists();
    assertThat(Files.readString(made.report().resolve("changes.csv")))
        .contains("Upa", "mail", "old@example.org", "up@example.org")
        .doesNotContain(ID_NUMBER);
    assertThat(Files.readString(made.report().resolve("report.html")))
        .contains("What would change", "old@example.org", "up@example.org")
        .doesNotContain(ID_NUMBER + "<");
    assertThat(made.err()).contains(file().toString());
  }

  private static List<String> shown(World where) {
    return where.people().stream()
        .map(
            p ->
                String.join(
                    "|",
                    p.name(),
                    p.jobNumber(),
                    p.mobile(),
                    Objects.toString(p.mail(), ""),
                    Objects.toString(p.position(), ""),
                    Objects.toString(p.idNumber(), ""),
                    String.valueOf(p.departmentId()),
                    String.valueOf(p.groups()),
                    p.avatarId() == null ? "no photo" : "photo"))
        .sorted()
        .toList();
  }

  @Test
  void a_plan_applied_is_the_plain_run() {
    for (World one : List.of(world, other)) {
      everyKind(one);
      one.row("Placed", "E7").with("department", "Sales/North").with("groups", "Guards");
      one.already("Kept", "jobNumber", "E8");
      one.row("Kept", "E8").with("department", "Sales/North").withoutPhoto();
    }
    String[] options = {"--on-existing", "update", "--create-missing", "--allow-no-photo"};
    Imported plain = other.run(options);
    plan(options);

    Imported applied = apply();

    assertThat(applied.exit()).as(applied.err()).isEqualTo(plain.exit());
    assertThat(applied.endings()).isEqualTo(plain.endings());
    assertThat(shown(world)).isEqualTo(shown(other));
    assertThat(applied.summary()).contains("\"job\" : \"apply\"");
  }

  @Test
  void applied_again_nothing_is_sent() {
    everyKind(world);
    plan("--on-existing", "update");
    apply();

    Imported again = apply();

    assertThat(again.writes()).isEmpty();
    assertThat(again.endings())
        .containsExactly(
            "UNCHANGED",
            "UNCHANGED",
            "UNCHANGED",
            "REVIEW NAME_DIFFERS",
            "REJECTED_ROW MISSING_KEY");
  }

  @Test
  void what_a_plain_import_has_done_meanwhile_is_unchanged() {
    everyKind(world);
    plan();
    world.run();

    Imported applied = apply();

    assertThat(applied.writes()).isEmpty();
    assertThat(applied.ended("New")).isEqualTo("UNCHANGED");
    assertThat(applied.ended("Same")).isEqualTo("UNCHANGED");
    assertThat(applied.ended("Upa")).isEqualTo("SKIPPED_EXISTING");
  }

  @Test
  void fifty_people_whom_others_have_changed_are_left_and_nobody_else() {
    List<Long> ids = new ArrayList<>();
    for (int n = 1; n <= 60; n++) {
      String name = "P" + n;
      ids.add(world.already(name, "jobNumber", "E" + n, "mail", n + "@example.org"));
      world.row(name, "E" + n).with("mail", n + "@new.example.org").withoutPhoto();
    }
    plan("--on-existing", "update");
    for (int n = 1; n <= 50; n++) {
      long id = ids.get(n - 1);
      switch (n % 5) {
        case 0 -> world.server().removePerson(id);
        case 1 -> world.edited(id, "position", "Director");
        case 2 -> world.edited(id, "mail", "others@example.org");
        case 3 -> world.edited(id, "groups", "");
        default -> world.server().editPerson(id, Map.of(), Portraits.person(700 + n, 200));
      }
    }

    Imported applied = apply();

    for (int n = 1; n <= 60; n++) {
      assertThat(applied.ended("P" + n))
          .as("P" + n + ": " + applied.of("P" + n).reason())
          .isEqualTo(n <= 50 ? "REVIEW PLAN_STALE" : "UPDATED");
    }
    assertThat(applied.exit()).isEqualTo(3);
    assertThat(applied.writes()).hasSize(10);
    assertThat(world.person("P1").position()).isEqualTo("Director");
    assertThat(world.person("P1").mail()).isEqualTo("1@example.org");
    assertThat(applied.of("P1").reason()).contains("position");
    assertThat(applied.of("P3").reason()).contains("group");
    assertThat(applied.of("P4").reason()).contains("photo");
    assertThat(applied.conflicts()).isNotEmpty();
  }

  static Stream<Arguments> createdOtherwise() {
    return Stream.of(
        Arguments.of("by hand", who(w -> w.already("P1", "jobNumber", "E1"))),
        Arguments.of("under another name", who(w -> w.already("Q", "jobNumber", "E1"))));
  }

  private static Consumer<World> who(Consumer<World> deed) {
    return deed;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("createdOtherwise")
  void whom_others_have_made_meanwhile_is_nobody_to_create(String how, Consumer<World> deed) {
    world.rows(2);
    plan();
    deed.accept(world);

    Imported applied = apply();

    assertThat(applied.ended("P1")).as(how).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
    assertThat(world.people()).hasSize(2);
  }

  @Test
  void whoever_was_to_be_left_alone_and_has_gone_is_not_created() {
    long id = world.already("P1", "jobNumber", "E1");
    world.rows(1);
    plan();
    world.server().removePerson(id);

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.writes()).isEmpty();
  }

  @Test
  void a_changed_photo_is_that_row() throws IOException {
    world.rows(2);
    plan();
    Files.write(world.photos().resolve("1.jpg"), Portraits.person(50, 200));

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.of("P1").reason()).contains("photo");
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
  }

  @Test
  void a_photo_that_is_gone_is_that_row() throws IOException {
    world.rows(2);
    plan();
    Files.delete(world.photos().resolve("1.jpg"));

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.of("P1").reason()).contains("PHOTO_NOT_FOUND");
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
  }

  @Test
  void whoever_looks_like_somebody_is_for_review_whatever_on_similar_says() {
    world.alreadyWithFace(1, "Twin", "jobNumber", "T1");
    world.row("P1", "E1").anotherPictureOf(1);
    plan("--on-similar", "force");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW 30002");
    assertThat(world.people()).hasSize(1);
  }

  @Test
  void no_department_is_made_that_the_plan_lacks() {
    long lobby = world.department("Lobby");
    world.row("P1", "E1").with("department", "Lobby");
    world.row("P2", "E2").with("department", "Yard");
    plan("--create-missing");
    world.change(now -> new UpdateDepartment(now.id(), 0, "Hall", null, null), lobby);

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
    assertThat(applied.calls("createDepartment")).hasSize(1);
  }

  @Test
  void a_name_that_means_another_department_by_now_is_that_row() {
    long lobby = world.department("Lobby");
    world.row("P1", "E1").with("department", "Lobby");
    world.row("P2", "E2");
    plan();
    world.change(now -> new UpdateDepartment(now.id(), 0, "Hall", null, null), lobby);
    world.department("Lobby");

    Imported applied = apply();

    assertThat(applied.ended("P1")).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.of("P1").reason()).contains("department");
    assertThat(applied.ended("P2")).isEqualTo("CREATED");
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        unfit("an edited line", (w, f) -> replace(f, "E1", "E9"), ":2:"),
        unfit(
            "an edited option",
            (w, f) -> replace(f, "\"options\":{", "\"options\":{\"sheet\":[\"x\"],"),
            ":1:"),
        unfit("a newer version", (w, f) -> replace(f, "\"version\":1", "\"version\":9"), ":1:"),
        unfit("another server", (w, f) -> w.movesTo(s -> s.withCompany(77, "Another")), "is for"),
        unfit(
            "a changed roster",
            (w, f) -> append(w.roster(), "\"P9\",\"E9\",\"\"\n"),
            "has changed"),
        unfit("no plan", (w, f) -> replace(f, "(?s).*", "name,jobNumber\n"), ":1:"));
  }

  private static Arguments unfit(String what, BiConsumer<World, Path> deed, String says) {
    return Arguments.of(what, deed, says);
  }

  private static void replace(Path file, String what, String by) {
    try {
      String text = Files.readString(file);
      Files.writeString(
          file,
          what.startsWith("(?s)")
              ? by
              : text.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(by)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void append(Path file, String text) {
    try {
      Files.writeString(file, Files.readString(file) + text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void a_plan_that_does_not_fit_is_exit_2_with_nothing_sent(
      String what, BiConsumer<World, Path> deed, String says) {
    world.rows(2);
    plan();
    deed.accept(world, file());

    Imported applied = apply();

    assertThat(applied.exit()).as(what + applied.err()).isEqualTo(2);
    assertThat(applied.err()).contains(file().toString(), says);
    assertThat(applied.writes()).isEmpty();
    assertThat(applied.report()).doesNotExist();
  }

  @Test
  void the_roster_is_the_copy_that_was_kept() throws IOException {
    world.rows(2);
    plan();
    Files.delete(world.roster());

    assertThat(apply().endings()).containsExactly("CREATED", "CREATED");
  }

  @Test
  void a_run_that_was_stopped_goes_on_with_its_plan() {
    world.rows(12);
    plan("--concurrency", "1");
    world.fault(FaultRule.on("createUser").fromCall(5).apiCode(10005));
    Imported stopped = apply("--concurrency", "1");
    assertThat(stopped.exit()).as(stopped.err()).isEqualTo(4);
    world.allIsWell();

    Imported resumed = apply();

    assertThat(resumed.runId()).isEqualTo(stopped.runId());
    assertThat(resumed.endings()).hasSize(12).containsOnly("CREATED");
    assertThat(world.people()).hasSize(12);
  }

  @Test
  void an_update_whose_answer_is_lost_is_carried_on_with() {
    for (int n = 1; n <= 4; n++) {
      world.already("P" + n, "jobNumber", "E" + n);
      world.row("P" + n, "E" + n).with("mail", n + "@new.example.org");
    }
    plan("--on-existing", "update");
    world.fault(FaultRule.on("updateUser").after().reset().times(2));

    Imported applied = apply();

    assertThat(applied.endings()).containsOnly("UPDATED");
    assertThat(world.people()).extracting(PersonView::mail).doesNotContainNull();
  }

  @Test
  void a_dry_run_that_does_not_see_every_row_writes_no_plan() {
    world.rows(3);

    Imported limited = world.run("--plan", file().toString(), "--limit", "1");

    assertThat(limited.exit()).as(limited.err()).isEqualTo(2);
    assertThat(file()).doesNotExist();
    world.fault(FaultRule.on("checkFaceQuality").fromCall(2).apiCode(20001));
    Imported stopped = world.run("--plan", file().toString());
    assertThat(file()).doesNotExist();
    assertThat(stopped.err()).contains("no plan was written");
  }

  @Test
  void guests_are_planned_too() throws IOException {
    RosterRow guest = world.guest("Gu", "13900000001");
    world.run();
    guest.with("dateTimeTo", "2098-12-31 18:00:00");
    world.guest("Gv", "13900000002");
    plan();

    assertThat(change(of("Gu"), "dateTimeTo")).endsWith("> 2098-12-31 18:00:00");
    Imported applied = apply();

    assertThat(applied.endings()).containsExactly("UPDATED", "CREATED");
    assertThat(Files.readString(file())).doesNotContain("ID13900000001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--keep-undo=30d", "--no-undo"})
  void a_photo_that_a_colleague_has_set_meanwhile_stays_after_a_lost_answer_too(String undo) {
    long id = world.alreadyWithFace(900, "P1", "jobNumber", "E1");
    world.row("P1", "E1").portrait(901).with("mail", "new@example.org");
    plan("--on-existing", "update", undo);
    byte[] theirs = Portraits.person(902, 200);
    world.at("updateUser", 1, () -> world.server().editPerson(id, Map.of(), theirs));
    world.fault(FaultRule.on("updateUser").before().status(500).times(1));

    Imported applied = apply();

    assertThat(applied.ended("P1")).as(applied.of("P1").reason()).isEqualTo("REVIEW PLAN_STALE");
    assertThat(applied.of("P1").reason()).contains("photo");
    assertThat(world.image(world.person("P1").avatarId())).isEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--keep-undo=30d", "--no-undo"})
  void the_rows_own_photo_is_known_after_a_lost_answer(String undo) {
    world.alreadyWithFace(900, "P1", "jobNumber", "E1");
    world.row("P1", "E1").portrait(901).with("idNumber", ID_NUMBER);
    plan("--on-existing", "update", undo);
    world.fault(FaultRule.on("updateUser").after().status(500).times(1));

    Imported applied = apply();

    assertThat(applied.ended("P1")).as(applied.of("P1").reason()).isEqualTo("UPDATED");
    assertThat(world.person("P1").idNumber()).isEqualTo(ID_NUMBER);
  }

  @Test
  void an_id_number_that_a_colleague_has_entered_meanwhile_stays_after_a_lost_answer_too() {
    long id = world.already("P1", "jobNumber", "E1");
    world
        .row("P1", "E1")
        .withoutPhoto()
        .with("mail", "new@example.org")
        .with("idNumber", ID_NUMBER);
    plan("--on-existing", "update");
    world.at("updateUser", 1, () -> world.edited(id, "idNumber", "THEIRS"));
    world.fault(FaultRule.on("updateUser").before().status(500).times(1));

    Imported applied = apply();

    assertThat(applied.ended("P1")).as(applied.of("P1").reason()).isEqualTo("REVIEW PLAN_STALE");
    assertThat(world.person("P1").idNumber()).isEqualTo("THEIRS");
  }
}
