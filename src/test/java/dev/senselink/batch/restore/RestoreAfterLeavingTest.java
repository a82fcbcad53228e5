package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.RosterRow;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.world.PersonView;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A restore on the server that its backup came from: who is there stays as they are, and whom this
 * data folder has taken out of groups since gets no door by it.
 */
@Tag("slow")
class RestoreAfterLeavingTest {
  private static final int STAFF = 12;

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

  @Test
  void whoever_was_revoked_since_gets_no_group_and_the_next_list_finds_no_other_hands() {
    backedUp();
    world.without(leaver);
    assertThat(month().leavers()).containsExactly("REVOKED P1");

    Imported run = world.restore(backup);

    assertThat(person().groups()).isEmpty();
    assertThat(run.calls("addUsersToGroup")).isEmpty();
    assertThat(run.writes()).isEmpty();
    assertThat(month().leavers()).containsExactly("REPORTED P1");
  }

  @Test
  void who_is_there_keeps_the_groups_that_they_are_in() {
    backedUp();
    long other = world.group("Lab 2");
    world.edited(person().id(), "groups", String.valueOf(other));

    Imported run = world.restore(backup);

    assertThat(run.calls("addUsersToGroup")).isEmpty();
    assertThat(person().groups()).containsExactly(other);
  }

  @Test
  void a_group_that_the_restore_makes_gets_its_members_and_no_other_does() {
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
    assertThat(world.person("Ana").groups()).hasSize(2).doesNotContain(there);
  }
}
