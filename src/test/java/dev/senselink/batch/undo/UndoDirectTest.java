package dev.senselink.batch.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What {@code user delete} and {@code group remove} did is taken back: they wait for no lock, and
 * the next run takes in what they have kept.
 */
@Tag("slow")
class UndoDirectTest {
  private static final Pattern UNDO = Pattern.compile("senselink undo (\\S+)");

  @RegisterExtension final World world = new World().inHaste();
  private long lab;
  private long ana;
  private long bo;

  /** What a command has told. */
  private record Told(int exit, String out, String err) {
    String undoId() {
      Matcher id = UNDO.matcher(err);
      assertThat(id.find()).as(err).isTrue();
      return id.group(1);
    }
  }

  @BeforeEach
  void people() {
    lab = world.group("Lab");
    ana =
        world.alreadyWithFace(
            7, "Ana", "jobNumber", "E1", "position", "Clerk", "groups", "1," + lab);
    bo = world.already("Bo", "jobNumber", "E2", "groups", "1," + lab);
  }

  private Told type(String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(
        command[0].equals("runs")
            ? List.of("--data", world.data().toString())
            : world.connection());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Typing.run(args, out, err);
    return new Told(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Told delete(long id, String... more) {
    List<String> command = new ArrayList<>(List.of("user", "delete", "" + id, "--yes"));
    command.addAll(List.of(more));
    return type(command.toArray(String[]::new));
  }

  private List<String> names() {
    return world.people().stream().map(PersonView::name).toList();
  }

  private Path changes() {
    return world.data().resolve("changes");
  }

  private List<Path> kept() {
    if (!Files.isDirectory(changes())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(changes())) {
      return all.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> images() {
    return kept().stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.endsWith(".json"))
        .toList();
  }

  @Test
  void whom_a_command_deleted_is_made_anew_with_fields_groups_and_photo() {
    byte[] face = world.image(world.person("Ana").avatarId());

    Told told = delete(ana);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(names()).containsExactly("Bo");
    Imported undone = world.undo(told.undoId());
    assertThat(undone.exit()).as(undone.err()).isZero();
    assertThat(undone.summary()).contains("\"restored\" : 1,");
    PersonView back = world.person("Ana");
    assertThat(back.jobNumber()).isEqualTo("E1");
    assertThat(back.position()).isEqualTo("Clerk");
    assertThat(back.groups()).containsExactlyInAnyOrder(1L, lab);
    assertThat(world.image(back.avatarId())).isEqualTo(face);
    assertThat(kept()).as("taken in").isEmpty();
    assertThat(type("runs").out()).contains(told.undoId(), "user-delete");
  }

  @Test
  void a_dismissed_employee_does_not_wait_for_the_nights_import() throws IOException {
    assertThat(world.<Boolean>ledger(ledger -> ledger.runs().all().isEmpty())).isTrue();
    Told told;
    try (DataFolder busy = DataFolder.lock(world.data(), "import users")) {
      assertThat(busy.path()).isEqualTo(world.data());
      told = delete(ana);
    }

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(names()).containsExactly("Bo");
    assertThat(images()).containsExactly(ana + ".json");
    for (Path file : kept()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(world.undo(told.undoId()).exit()).isZero();
    assertThat(names()).containsExactlyInAnyOrder("Ana", "Bo");
  }

  @Test
  void all_of_somebody_is_on_the_disk_before_the_delete_leaves() {
    List<String> then = new ArrayList<>();
    world.at("deleteUser", 1, () -> kept().forEach(file -> then.add(name(file))));

    delete(ana);

    assertThat(then)
        .contains(ana + ".json", "command")
        .anyMatch(name -> name.startsWith("photo-"))
        .noneMatch(name -> name.endsWith(".part"));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Test
  void whose_photo_cannot_be_kept_stays_unless_that_is_allowed() {
    world.fault(FaultRule.on("getImage").status(404));

    Told told = delete(ana);

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).contains("--image-path", "--without-photo", "--no-undo");
    assertThat(names()).containsExactlyInAnyOrder("Ana", "Bo");
    assertThat(kept()).isEmpty();
    Told again = delete(ana, "--without-photo");
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(names()).containsExactly("Bo");
    Imported undone = world.undo(again.undoId());
    assertThat(undone.ended("Ana")).as(undone.err()).isEqualTo("RESTORED NOT_RESTORABLE");
  }

  @Test
  void with_no_undo_nothing_is_read_fetched_or_kept() {
    Told told = delete(ana, "--no-undo");

    assertThat(told.exit()).isZero();
    assertThat(told.err()).doesNotContain("undo");
    assertThat(names()).containsExactly("Bo");
    assertThat(changes()).doesNotExist();
    assertThat(world.server().calls())
        .noneMatch(call -> List.of("getImage", "getCompany").contains(call.operation()));
  }

  @Test
  void a_delete_that_is_refused_leaves_nothing_behind() {
    world.fault(FaultRule.on("deleteUser").before().apiCode(30001));

    Told told = delete(ana);

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).doesNotContain("senselink undo");
    assertThat(kept()).isEmpty();
    assertThat(names()).containsExactlyInAnyOrder("Ana", "Bo");
  }

  @Test
  void a_delete_whose_answer_is_lost_is_kept_all_the_same() {
    world.fault(FaultRule.on("deleteUser").after().reset().times(1));

    Told told = delete(ana);

    assertThat(told.exit()).as(told.err()).isZero();
    world.undo(told.undoId());
    assertThat(names()).containsExactlyInAnyOrder("Ana", "Bo");
  }

  @Test
  void who_is_there_all_the_same_is_not_made_a_second_time() {
    world.fault(FaultRule.on("deleteUser").before().reset()); // as if killed before it left

    Told told = delete(ana, "--tries", "1");

    assertThat(told.exit()).isNotZero();
    Imported undone = world.undo(told.undoId());
    assertThat(undone.ended("Ana")).isEqualTo("UNCHANGED");
    assertThat(names()).containsExactlyInAnyOrder("Ana", "Bo");
  }

  @Test
  void who_was_taken_out_of_a_group_is_in_it_again_and_in_the_others_still() {
    Told told = type("group", "remove", "Lab", "" + ana, "" + bo);

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(world.person("Ana").groups()).containsExactly(1L);
    Imported undone = world.undo(told.undoId());
    assertThat(undone.ended("Ana")).as(undone.err()).isEqualTo("UPDATED");
    assertThat(world.person("Ana").groups()).containsExactlyInAnyOrder(1L, lab);
    assertThat(world.person("Bo").groups()).containsExactlyInAnyOrder(1L, lab);
  }

  @Test
  void who_was_put_back_by_others_while_the_server_refused_it_is_not_claimed() {
    Told told = type("group", "remove", "Lab", "" + ana);
    world.fault(
        FaultRule.on("addUsersToGroup")
            .before()
            .apiCode(30001)
            .when(fields -> world.edited(ana, "groups", "1," + lab) == world));

    Imported undone = world.undo(told.undoId());

    assertThat(undone.ended("Ana")).isEqualTo("UNCHANGED");
    assertThat(undone.of("Ana").reason()).contains("before the run already", "has failed");
  }

  @Test
  void who_was_not_in_the_group_is_none_of_it() {
    world.edited(bo, "groups", "1");

    Told told = type("group", "remove", "Lab", "" + ana, "" + bo);

    assertThat(images()).as(told.err()).containsExactly(ana + ".json");
    world.undo(told.undoId());
    assertThat(world.person("Bo").groups()).containsExactly(1L);
  }

  @Test
  void whose_groups_were_changed_since_stays() {
    Told told = type("group", "remove", "Lab", "" + ana);
    long guards = world.group("Guards");
    world.edited(ana, "groups", "" + guards);

    Imported undone = world.undo(told.undoId());

    assertThat(undone.ended("Ana")).isEqualTo("REVIEW CHANGED_SINCE");
    assertThat(world.person("Ana").groups()).containsExactly(guards);
  }

  @Test
  void a_run_that_is_deleted_takes_what_was_kept_with_it() throws IOException {
    Told told = delete(ana);

    Told deleted = type("runs", "delete", told.undoId());

    assertThat(deleted.exit()).as(deleted.err()).isZero();
    assertThat(kept()).isEmpty();
    try (Stream<Path> photos = Files.list(world.data().resolve("before"))) {
      assertThat(photos).isEmpty();
    }
    assertThat(world.undo(told.undoId()).exit()).isEqualTo(2);
  }

  @Test
  void what_a_command_did_is_listed_before_any_run_has_taken_it_in() {
    Told told = delete(ana);

    String listed = type("runs").out();

    assertThat(listed).contains(told.undoId(), "user-delete");
    assertThat(images()).as("nothing is taken in").containsExactly(ana + ".json");
    assertThat(type("runs", "show", told.undoId()).out()).contains("senselink undo");
    assertThat(world.undo(told.undoId()).exit()).isZero();
    assertThat(type("runs").out()).containsOnlyOnce("user-delete");
  }

  @Test
  void a_damaged_file_is_told_as_that_and_once_it_is_away_all_goes_on() throws IOException {
    Told told = delete(ana);
    Path image = changes().resolve(told.undoId()).resolve(ana + ".json");
    Files.writeString(image, "{");

    Imported undone = world.undo(told.undoId());

    assertThat(undone.exit()).isEqualTo(4);
    assertThat(undone.err()).contains(image.toString(), "cannot be read").doesNotContain("full");
    assertThat(type("runs").exit()).isZero();
    Files.move(image.getParent(), world.data().resolve("away"));
    assertThat(type("runs", "delete", told.undoId()).exit()).isEqualTo(2);
  }
}
