package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.ledger.lists.RevokedPerson.State;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A restore on the server that its backup came from: who is there stays as they are, and whom this
 * data folder has taken out of groups or removed since gets no door by it.
 */
@Tag("slow")
class RestoreAfterLeavingTest {
  private static final int STAFF = 12;
  private static final String LEFT = "REVIEW LEFT_SINCE_BACKUP";

  @RegisterExtension final World world = new World().inHaste();

  private RosterRow leaver;
  private Path backup;

  /** Twelve on a list, one of them in a group more; then a backup. */
  private void backedUp() {
    long lab = world.group("Lab");
    leaver = world.row("P1", "E1");
    for (int n = 2; n <= STAFF; n++) {
      world.row("P" + n, "E" + n);
    }
    Imported first = world.run("--list", "staff", "--new-list", "--leavers", "revoke");
    assertThat(first.exit()).as(first.err()).isZero();
    world.edited(person().id(), "groups", "1," + lab);
    backup = world.folder("backup");
    assertThat(world.export(backup)).isLessThanOrEqualTo(3);
  }

  private PersonView person() {
    return world.person("P1");
  }

  private Imported month() {
    return world.run("--list", "staff", "--leavers", "revoke");
  }

  private void leave() {
    backedUp();
    world.without(leaver);
    Imported run = month();
    assertThat(run.leavers()).containsExactly("REVOKED P1");
  }

  @Test
  void whoever_was_revoked_since_is_asked_about_and_gets_no_group() {
    leave();

    Imported run = world.restore(backup);

    assertThat(person().groups()).isEmpty();
    assertThat(run.writes()).isEmpty();
    assertThat(run.ended("P1")).isEqualTo(LEFT);
    assertThat(run.endings()).filteredOn(LEFT::equals).hasSize(1);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(run.conflicts())
        .extracting(line -> line.get("candidateId"))
        .containsExactly(String.valueOf(person().id()));
    assertThat(run.of("P1").reason()).contains("since the backup");
    assertThat(month().leavers()).as("who is asked about is no leaver").isEmpty();
  }

  /** The backup knows it: they are in no group there. */
  private void leaveLongBeforeTheBackup() {
    leave();
    RevokedPerson noted =
        world.ledger(
            ledger -> {
              RevokedPerson one = ledger.revoked().of(person().id()).orElseThrow();
              RevokedPerson before = one.by(one.run(), one.at().minus(Duration.ofDays(3)));
              ledger.revoked().note(before, Duration.ofSeconds(10));
              return before;
            });
    assertThat(noted.state()).isEqualTo(State.REVOKED);
    backup = world.folder("later");
    assertThat(world.export(backup)).isLessThanOrEqualTo(3);
  }

  @Test
  void whoever_was_revoked_before_the_backup_is_no_question() {
    leaveLongBeforeTheBackup();

    Imported run = world.restore(backup);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.ended("P1")).startsWith("SKIPPED_EXISTING");
    assertThat(person().groups()).isEmpty();
  }

  @Test
  void whoever_was_revoked_before_the_backup_and_is_gone_gets_no_group() {
    leaveLongBeforeTheBackup();
    world.server().removePerson(person().id());

    Imported run = world.restore(backup);

    assertThat(run.ended("P1")).startsWith("CREATED");
    assertThat(person().groups()).isEmpty();
  }

  @Test
  void whom_an_update_lets_in_again_is_revoked_again_by_the_next_list() {
    leave();
    Imported run = world.restore(backup);

    Imported updated = world.resolve(Decisions.of(run).decide("P1", "update").write());

    assertThat(updated.exit()).as(updated.out() + updated.err()).isZero();
    assertThat(person().groups()).hasSize(2);
    assertThat(month().leavers()).containsExactly("REVOKED P1");
    assertThat(person().groups()).isEmpty();
  }

  @Test
  void whoever_is_left_as_they_are_is_not_asked_about_again() {
    leave();
    Imported run = world.restore(backup);

    Imported skipped = world.resolve(Decisions.of(run).decide("P1", "skip").write());
    Imported again = world.restore(backup);

    assertThat(skipped.exit()).as(skipped.out() + skipped.err()).isZero();
    assertThat(again.exit()).as(again.out() + again.err()).isZero();
    assertThat(again.ended("P1")).startsWith("SKIPPED_EXISTING");
    assertThat(person().groups()).isEmpty();
    assertThat(month().leavers()).as("no other hands").containsExactly("REPORTED P1");
  }

  @Test
  void whoever_was_removed_by_a_command_since_is_not_made_anew() {
    backedUp();
    long id = person().id();
    List<String> command = new ArrayList<>(List.of("user", "delete", "" + id, "--yes"));
    command.addAll(world.connection());
    assertThat(Typing.run(command, new ByteArrayOutputStream(), new ByteArrayOutputStream()))
        .isZero();

    Imported run = world.restore(backup);

    assertThat(run.ended("P1")).isEqualTo(LEFT);
    assertThat(world.people()).noneMatch(one -> one.name().equals("P1"));
  }

  @Test
  void a_skip_of_whom_nobody_made_anew_is_remembered() {
    leave();
    world.server().removePerson(person().id());
    Imported run = world.restore(backup);

    Imported skipped = world.resolve(Decisions.of(run).decide("P1", "skip").write());
    Imported again = world.restore(backup);

    assertThat(skipped.ended("P1")).isEqualTo("SKIPPED_DEPARTED LEFT_SINCE_BACKUP");
    assertThat(again.ended("P1")).isEqualTo("SKIPPED_DEPARTED LEFT_SINCE_BACKUP");
    assertThat(again.exit()).as(again.out() + again.err()).isZero();
    assertThat(world.people()).noneMatch(one -> one.name().equals("P1"));
  }

  @Test
  void a_skipped_person_joins_no_group_that_a_restore_makes() {
    leave();
    Imported run = world.restore(backup);
    world.resolve(Decisions.of(run).decide("P1", "skip").write());
    Path other =
        new BackedUp()
            .group(31, 1, "Night shift")
            .user(501, "P1", "jobNumber", "E1", "groupIds", "31")
            .write(world.folder("other"));

    Imported joined = world.restore(other);

    assertThat(joined.calls("addUsersToGroup")).isEmpty();
    assertThat(person().groups()).isEmpty();
  }

  @Test
  void whoever_was_revoked_and_is_gone_is_not_made_anew() {
    leave();
    world.server().removePerson(person().id());

    Imported run = world.restore(backup);

    assertThat(run.ended("P1")).isEqualTo(LEFT);
    assertThat(world.people()).noneMatch(one -> one.name().equals("P1"));

    Imported made = world.resolve(Decisions.of(run).decide("P1", "create").write());

    assertThat(made.exit()).as(made.out() + made.err()).isZero();
    assertThat(person().groups()).hasSize(2);
  }

  @Test
  void who_is_there_stays_as_they_are_and_their_photo_does_not_differ() {
    backedUp();
    long lab = world.group("Lab 2");
    world.edited(person().id(), "groups", "" + lab);

    Imported run = world.restore(backup);

    assertThat(run.writes()).isEmpty();
    assertThat(person().groups()).containsExactly(lab);
    assertThat(run.of("P1").reason()).contains("groups").doesNotContain("photo");
    assertThat(run.of("P2").reason()).doesNotContain("photo");
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
  }

  @Test
  void a_photo_that_was_replaced_since_differs() {
    backedUp();
    leaver.portrait(77);
    assertThat(world.run("--on-existing", "update").exit()).isZero();

    Imported run = world.restore(backup);

    assertThat(run.of("P1").reason()).contains("photo");
    assertThat(run.of("P2").reason()).doesNotContain("photo");
  }

  @Test
  void a_group_that_is_there_gets_nobody_who_is_there() {
    world.already("Ana", "jobNumber", "E1");
    long there = world.group("There");
    Path made =
        new BackedUp()
            .group(31, 1, "Night shift")
            .group(32, 1, "There")
            .user(501, "Ana", "jobNumber", "E1", "groupIds", "31;32")
            .write(world.folder("backup"));

    Imported run = world.restore(made);

    assertThat(run.endings()).containsExactly("SKIPPED_EXISTING");
    assertThat(run.of("Ana").reason()).contains("Night shift").doesNotContain("There");
    assertThat(world.person("Ana").groups()).hasSize(2).doesNotContain(there);
  }

  @Test
  void a_group_that_the_restore_makes_gets_its_members() {
    world.already("Ana", "jobNumber", "E1");
    Path made =
        new BackedUp()
            .group(31, 1, "Night shift")
            .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
            .write(world.folder("backup"));

    Imported plan = world.restore(made, "--plan");
    assertThat(plan.out() + plan.err()).contains("Ana", "Night shift");
    Imported run = world.restore(made);

    assertThat(run.endings()).containsExactly("SKIPPED_EXISTING");
    assertThat(run.of("Ana").reason()).contains("Night shift").doesNotContain("--on-existing");
    assertThat(world.person("Ana").groups()).hasSize(2);
  }

  @Test
  void whoever_left_the_old_server_since_is_not_made_on_a_new_one() {
    Path made =
        new BackedUp()
            .group(31, 1, "Night shift")
            .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
            .user(502, "Bo", "jobNumber", "E2", "groupIds", "31")
            .write(world.folder("backup"));
    leftTheOldServer(501, "Ana", "E1", "2026-02-10T08:00:00Z");
    leftTheOldServer(502, "Bo", "E2", "2025-02-10T08:00:00Z");

    Imported run = world.restore(made);

    assertThat(run.ended("Ana")).isEqualTo(LEFT);
    assertThat(run.ended("Bo")).as("the backup is younger").isEqualTo("CREATED");
    assertThat(world.people()).noneMatch(one -> one.name().equals("Ana"));
  }

  /** Notes it as a run against the server of the backup does. */
  private void leftTheOldServer(long id, String name, String jobNumber, String at) {
    Boolean noted =
        world.ledger(
            ledger -> {
              MemberHashes who =
                  ledger
                      .removed()
                      .hashes(name, field -> field == KeyField.JOB_NUMBER ? jobNumber : "");
              RevokedPerson revoked =
                  new RevokedPerson(
                      id, "R", who, List.of(31L), State.REVOKED, Instant.parse(at), "");
              ledger.revoked().of("10.0.0.5:8443", 7).note(revoked, Duration.ofSeconds(10));
              return true;
            });
    assertThat(noted).isTrue();
  }
}
