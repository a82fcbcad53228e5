package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.BackedUp;
import dev.senselink.batch.fixture.Decisions;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody who may write where a backup lies exchanges what is in it after it was verified, while
 * it is restored or before what it left is decided: it is noticed, and not sent.
 */
class ExchangedBackupTest {
  private static final int ATTACKER = 99;

  /** More than are at work at once. */
  private static final int PEOPLE = 48;

  @RegisterExtension final World world = new World();

  private static void exchange(Path file, byte[] content) {
    try {
      assertThat(file).exists();
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_photo_exchanged_while_the_restore_is_at_work_is_not_sent() {
    BackedUp people = new BackedUp();
    for (int n = 1; n <= PEOPLE; n++) {
      people
          .user(500 + n, "P" + n, "jobNumber", "E" + n, "photo", 500 + n + ".jpg")
          .photo(500 + n, Portraits.person(n, 160));
    }
    Path backup = people.write(world.folder("backup"));
    byte[] attacker = Portraits.person(ATTACKER, 160);
    world.at(
        "createUser",
        1,
        () -> {
          for (int n = 1; n <= PEOPLE; n++) {
            exchange(backup.resolve("photos/" + (500 + n) + ".jpg"), attacker);
          }
        });

    Imported run = world.restore(backup, "--concurrency", "1");

    assertThat(run.endings()).startsWith("CREATED");
    assertThat(run.ended("P" + PEOPLE)).isEqualTo("REJECTED_PHOTO PHOTO_UNREADABLE");
    assertThat(run.of("P" + PEOPLE).reason()).contains("the checksum differs");
    assertThat(world.people())
        .isNotEmpty()
        .noneMatch(person -> Arrays.equals(world.image(person.avatarId()), attacker));
  }

  @Test
  void a_photo_exchanged_before_a_decision_is_not_sent_by_it() {
    world.already("Ana", "jobNumber", "E1");
    world.alreadyWithFace(6, "Twin", "jobNumber", "E2");
    Path backup =
        new BackedUp()
            .user(501, "Bo", "jobNumber", "E5", "photo", "501.jpg")
            .photo(501, Portraits.person(6, 300))
            .write(world.folder("backup"));
    Imported run = world.restore(backup);
    assertThat(run.endings()).as(run.err()).containsExactly("REVIEW 30002");
    exchange(backup.resolve("photos/501.jpg"), Portraits.person(ATTACKER, 300));

    Imported resolved = world.resolve(Decisions.of(run).decide("Bo", "force").write());

    assertThat(resolved.endings()).containsExactly("REJECTED_PHOTO PHOTO_UNREADABLE");
    assertThat(world.people()).extracting(p -> p.name()).containsExactlyInAnyOrder("Ana", "Twin");
  }

  @Test
  void a_group_renamed_before_a_decision_opens_no_door() throws IOException {
    world.group("Server room");
    world.already("Ana", "jobNumber", "E1");
    Path backup =
        new BackedUp()
            .group(31, 1, "Visitors")
            .user(501, "Ana", "jobNumber", "E1", "groupIds", "31")
            .user(502, "Ana", "jobNumber", "E1")
            .write(world.folder("backup"));
    Imported run = world.restore(backup);
    assertThat(run.endings()).containsExactly("REVIEW KEY_NOT_UNIQUE", "REVIEW KEY_NOT_UNIQUE");
    Path groups = backup.resolve("groups.csv");
    String renamed = Files.readString(groups).replace("Visitors", "Server room");
    exchange(groups, renamed.getBytes(StandardCharsets.UTF_8));

    Imported resolved = world.resolve(Decisions.of(run).decide("Ana", "create").write());

    assertThat(resolved.exit()).isEqualTo(5);
    assertThat(resolved.err()).contains("groups.csv: its content is not what was written");
    assertThat(world.people()).hasSize(1);
  }
}
