package dev.senselink.batch.enrol.before;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.before.FormerPhoto;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a run changes is kept as it was before, as often as the run has to send it. */
@Tag("slow")
class BeforeImagesTest {
  @RegisterExtension final World world = new World().inHaste();

  private Imported update(String... options) {
    return world.run(
        Stream.concat(Stream.of("--on-existing", "update"), Stream.of(options))
            .toArray(String[]::new));
  }

  private BeforeImage image(Imported run, String name, Kind kind) {
    long id = world.person(name).id();
    return world.ledger(l -> l.before().of(run.runId(), id, kind)).orElseThrow();
  }

  private static FormerPerson before(BeforeImage image) {
    return Objects.requireNonNull(image.before());
  }

  private byte[] photo(BeforeImage image) {
    assertThat(image.photo().state()).isEqualTo(FormerPhoto.State.KEPT);
    return world.ledger(
        l -> {
          try {
            return l.before().photos().read(image.photo().name());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private int kept(Imported run) {
    return world.ledger(
        l -> l.before().counts(run.runId()).values().stream().mapToInt(Long::intValue).sum());
  }

  private long photosKept() {
    try (Stream<java.nio.file.Path> all = Files.list(world.data().resolve("before"))) {
      return all.count();
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void an_update_keeps_fields_groups_and_photo_as_they_were() {
    long gate = world.group("Gate");
    world.department("Lobby");
    long id =
        world.alreadyWithFace(
            900,
            "Ana",
            "jobNumber",
            "E1",
            "remark",
            "old",
            "mail",
            "a@example.org",
            "groups",
            "1," + gate,
            "departmentId",
            "1",
            "idNumber",
            "X1");
    byte[] face = world.image(world.person("Ana").avatarId());
    String avatar = world.person("Ana").avatarId();
    world.row("Ana", "E1").portrait(901).with("remark", "new").with("idNumber", "Y2");

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.calls("getImage")).hasSize(1);
    BeforeImage image = image(run, "Ana", Kind.UPDATED);
    FormerPerson was = before(image);
    assertThat(was.id()).isEqualTo(id);
    assertThat(was.avatarId()).isEqualTo(avatar);
    assertThat(was.field("remark")).isEqualTo("old");
    assertThat(was.field("mail")).isEqualTo("a@example.org");
    assertThat(was.groupIds()).containsExactlyInAnyOrder(1L, gate);
    assertThat(was.department()).isEqualTo(1L);
    assertThat(was.idCipher()).isNotEmpty();
    assertThat(was.updateAt()).isNotEmpty();
    assertThat(photo(image)).isEqualTo(face);
    assertThat(image.row()).isEqualTo(1);
    assertThat(image.sent().avatarId()).isEqualTo(world.person("Ana").avatarId());
    assertThat(image.sent().photoSent()).isTrue();
  }

  @Test
  void an_update_without_a_new_photo_costs_no_call() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1", "remark", "old");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");

    Imported run = update();

    assertThat(run.calls("getImage")).isEmpty();
    BeforeImage image = image(run, "Ana", Kind.UPDATED);
    assertThat(image.photo()).isEqualTo(FormerPhoto.UNTOUCHED);
    assertThat(image.sent().avatarId()).isEqualTo(world.person("Ana").avatarId());
    assertThat(photosKept()).isZero();
  }

  @Test
  void a_create_costs_no_call_and_is_known_to_be_ours() {
    world.row("Ana", "E1").with("remark", "new");

    Imported run = update();

    assertThat(run.calls("getImage")).isEmpty();
    BeforeImage image = image(run, "Ana", Kind.CREATED);
    assertThat(image.before()).isNull();
    assertThat(image.sent().avatarId()).isEqualTo(world.person("Ana").avatarId());
    assertThat(image.sent().groups()).containsExactly(1L);
    assertThat(kept(run)).isOne();
  }

  @Test
  void whoever_was_adopted_after_a_lost_answer_is_ours_too() {
    world.row("Ana", "E1");
    world.fault(FaultRule.on("createUser").after().reset().times(1));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("CREATED");
    assertThat(world.commits("createUser")).hasSize(1);
    assertThat(image(run, "Ana", Kind.CREATED).row()).isOne();
  }

  @Test
  void nobody_who_stays_as_they_are_is_kept() {
    world.already("Ana", "jobNumber", "E1", "remark", "same");
    world.row("Ana", "E1").withoutPhoto().with("remark", "same");
    world.already("Bob", "jobNumber", "E2");
    world.row("Somebody Else", "E2").withoutPhoto();

    assertThat(kept(update())).isZero();
  }

  @Test
  void a_refused_update_is_forgotten_for_nothing_was_done() {
    world.already("Ana", "jobNumber", "E1", "remark", "old");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.fault(FaultRule.on("updateUser").apiCode(30001));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("REJECTED_ROW 30001");
    assertThat(kept(run)).isZero();
  }

  @Test
  void an_old_photo_that_cannot_be_had_keeps_no_update_back() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").portrait(901);
    world.fault(FaultRule.on("getImage").status(404));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    FormerPhoto photo = image(run, "Ana", Kind.UPDATED).photo();
    assertThat(photo.state()).isEqualTo(FormerPhoto.State.LOST);
    assertThat(photo.why()).isNotEmpty();
  }

  @Test
  void where_there_was_no_photo_that_is_known() {
    world.already("Ana", "jobNumber", "E1");
    world.row("Ana", "E1").portrait(901);

    Imported run = update();

    assertThat(image(run, "Ana", Kind.UPDATED).photo()).isEqualTo(FormerPhoto.NONE);
    assertThat(run.calls("getImage")).isEmpty();
  }

  @Test
  void what_an_update_with_a_lost_answer_has_changed_is_not_taken_for_what_was_before() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1", "remark", "old", "groups", "1");
    byte[] face = world.image(world.person("Ana").avatarId());
    long gate = world.group("Gate");
    world.row("Ana", "E1").portrait(901).with("remark", "new").with("groups", "Gate");
    world.fault(FaultRule.on("updateUser").after().status(500).times(1));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(world.commits("updateUser")).as("a lost photo is sent again").hasSize(2);
    BeforeImage image = image(run, "Ana", Kind.UPDATED);
    assertThat(before(image).field("remark")).isEqualTo("old");
    assertThat(before(image).groupIds()).containsExactly(1L);
    assertThat(photo(image)).isEqualTo(face);
    assertThat(image.sent().groups()).containsExactly(gate);
  }

  /** As a server shows it that encodes anew what it is sent. */
  @Test
  void the_runs_own_photo_encoded_anew_is_not_taken_for_the_one_before() throws IOException {
    long id = world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    byte[] face = world.image(world.person("Ana").avatarId());
    world.row("Ana", "E1").portrait(901);
    byte[] ours = encodedAnew(Files.readAllBytes(world.photos().resolve("901.jpg")));
    world.fault(FaultRule.on("updateUser").after().status(500).times(1));
    world.at(
        "listUsers",
        fields -> String.valueOf(id).equals(fields.get("id")) && lost(),
        1,
        () -> world.server().editPerson(id, Map.of(), ours));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(photo(image(run, "Ana", Kind.UPDATED))).isEqualTo(face);
  }

  private boolean lost() {
    return !world.commits("updateUser").isEmpty();
  }

  private static byte[] encodedAnew(byte[] jpeg) throws IOException {
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    assertThat(ImageIO.write(ImageIO.read(new ByteArrayInputStream(jpeg)), "jpg", again)).isTrue();
    assertThat(again.toByteArray()).isNotEqualTo(jpeg);
    return again.toByteArray();
  }

  @Test
  void an_old_photo_that_is_kept_is_not_lost_by_a_second_try() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    byte[] face = world.image(world.person("Ana").avatarId());
    world.row("Ana", "E1").portrait(901);
    world.fault(
        FaultRule.on("updateUser").after().status(500).times(1),
        FaultRule.on("getImage").fromCall(2).status(404));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.calls("getImage")).hasSizeGreaterThan(1);
    assertThat(photo(image(run, "Ana", Kind.UPDATED))).isEqualTo(face);
  }

  @Test
  void what_somebody_else_has_changed_between_two_tries_was_there_before_the_second() {
    long id = world.alreadyWithFace(900, "Ana", "jobNumber", "E1", "mail", "a@b.cd");
    world.row("Ana", "E1").portrait(901).with("remark", "new");
    byte[] theirs = Portraits.person(950, 200);
    world.at(
        "updateUser",
        1,
        () -> world.server().editPerson(id, Map.of("mail", "theirs@b.cd"), theirs));
    world.fault(FaultRule.on("updateUser").before().status(500).times(1));

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    BeforeImage image = image(run, "Ana", Kind.UPDATED);
    assertThat(before(image).field("mail")).isEqualTo("theirs@b.cd");
    assertThat(photo(image)).isEqualTo(theirs);
  }

  @Test
  void a_guest_is_kept_with_host_and_window_as_last_sent() {
    RosterRow row = world.guest("Gus", "13800000001").with("remark", "old");
    assertThat(world.run().ended("Gus")).isEqualTo("CREATED");
    world.without(row);
    world.guest("Gus", "13800000001").portrait(950).with("remark", "new");

    Imported run = world.run();

    assertThat(run.ended("Gus")).isEqualTo("UPDATED");
    FormerPerson was = before(image(run, "Gus", Kind.UPDATED));
    assertThat(was.stay()).isNotNull();
    assertThat(was.stay().host()).isEqualTo(world.host());
    assertThat(was.field("remark")).isEqualTo("old");
  }

  @Test
  void with_no_undo_nothing_is_kept_and_nothing_fetched() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").portrait(901);
    world.row("New", "E2");

    Imported run = update("--no-undo");

    assertThat(run.endings()).containsExactly("UPDATED", "CREATED");
    assertThat(run.calls("getImage")).isEmpty();
    assertThat(kept(run)).isZero();
    assertThat(world.<Boolean>ledger(l -> l.before().runs().keeps(run.runId()))).isFalse();
  }

  @Test
  void a_run_that_goes_on_without_keeps_nothing_of_what_it_did_with_it() {
    world.already("Ana", "jobNumber", "E1");
    world.already("Bob", "jobNumber", "E2");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    world.row("Bob", "E2").withoutPhoto().with("remark", "new");
    assertThat(kept(update("--limit", "1"))).isOne();

    Imported run = update("--no-undo");

    assertThat(run.endings()).containsOnly("UPDATED");
    assertThat(kept(run)).isZero();
    assertThat(world.<Boolean>ledger(l -> l.before().runs().keeps(run.runId()))).isFalse();
  }

  @Test
  void what_was_kept_for_long_enough_is_forgotten_by_the_next_run() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").portrait(901);
    Imported first = update("--keep-undo", "0h");
    assertThat(kept(first)).isOne();
    assertThat(photosKept()).isOne();

    world.noRows().row("Ana", "E1").withoutPhoto().with("remark", "new");
    Imported second = update();

    assertThat(kept(first)).isZero();
    assertThat(photosKept()).isZero();
    assertThat(kept(second)).isOne();
  }

  @Test
  void a_run_that_is_gone_on_with_late_keeps_what_it_did_first() {
    world.rows(2);
    Imported cut = world.run("--limit", "1", "--keep-undo", "0h");
    assertThat(kept(cut)).isOne();

    Imported rest = world.run();

    assertThat(rest.runId()).isEqualTo(cut.runId());
    assertThat(kept(rest)).isEqualTo(2);
  }

  @Test
  void whose_photo_the_list_does_not_show_is_not_deleted_for_it_could_not_be_kept() {
    world.answers();
    RosterRow leaves = world.row("P0", "E0");
    world.rows(11);
    world.run("--list", "staff", "--new-list");
    world.without(leaves);
    String[] delete = {"--list", "staff", "--leavers", "delete", "--yes", "--absent-for", "0h"};
    assertThat(world.run(delete).leavers()).containsExactly("REVOKED P0");
    world.row("New1", "N1").portrait(201);
    assertThat(world.run(delete).leavers()).containsExactly("REPORTED P0");
    world.row("New2", "N2").portrait(202);
    String shown = "\"avatar\":\"" + world.person("P0").avatarId() + "\"";
    world
        .answers()
        .to(
            asked -> asked.getPath().endsWith("/user/list") && !asked.getQuery().contains("&id="),
            answer -> answer.replace(shown, "\"avatar\":null"));

    assertThat(world.run(delete).leavers()).containsExactly("LEFT P0 BEFORE_UNKNOWN");
    world.row("New3", "N3").portrait(203);
    String[] without =
        Stream.concat(Stream.of(delete), Stream.of("--without-photo")).toArray(String[]::new);
    long id = world.person("P0").id();
    Imported run = world.run(without);
    assertThat(run.leavers()).containsExactly("DELETED P0");
    BeforeImage image =
        world.ledger(l -> l.before().of(run.runId(), id, Kind.DELETED)).orElseThrow();
    assertThat(image.photo().isLost()).isTrue();
  }

  @Test
  void a_dry_run_keeps_nothing() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").portrait(901);

    Imported run = update("--dry-run");

    assertThat(run.calls("getImage")).isEmpty();
    assertThat(photosKept()).isZero();
  }

  @Test
  void whoever_was_touched_since_is_told_from_whoever_was_not() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1", "remark", "old");
    world.already("Bob", "jobNumber", "E2");
    world.row("Ana", "E1").portrait(901).with("remark", "new");
    world.row("Bob", "E2").withoutPhoto().with("remark", "new");
    world.row("New", "E3");
    Imported run = update();
    List<PersonView> people = world.people();

    assertThat(people).hasSize(3).allMatch(one -> differing(run, one).isEmpty());

    world.edited(world.person("Ana").id(), "remark", "theirs");
    world.edited(world.person("Bob").id(), "groups", "");
    world.server().editPerson(world.person("New").id(), Map.of(), Portraits.person(960, 200));
    assertThat(differing(run, world.person("Ana"))).containsExactly("remark");
    assertThat(differing(run, world.person("Bob"))).containsExactly("groups");
    assertThat(differing(run, world.person("New"))).containsExactly("photo");
  }

  private List<String> differing(Imported run, PersonView view) {
    var read = world.made(dev.senselink.batch.api.people.ListUsers.byId(view.id())).get(0);
    return world.ledger(
        l -> {
          BeforeImage image =
              Stream.of(Kind.UPDATED, Kind.CREATED)
                  .flatMap(kind -> l.before().of(run.runId(), view.id(), kind).stream())
                  .findFirst()
                  .orElseThrow();
          return LeftState.differing(l.before(), image, read);
        });
  }
}
