package dev.senselink.batch.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the photo of somebody who exists is sent again, and when it is not. */
@Tag("slow")
class PhotoOfAnUpdateTest {
  @RegisterExtension final World world = new World().inHaste();

  private Imported update(String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "--on-existing";
    all[1] = "update";
    System.arraycopy(options, 0, all, 2, options.length);
    return world.run(all);
  }

  private String avatar() {
    return String.valueOf(world.person("Ana").avatarId());
  }

  @Test
  void a_photo_this_program_did_not_send_is_sent() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").portrait(900);
    String before = avatar();

    assertThat(update().ended("Ana")).isEqualTo("UPDATED");
    assertThat(avatar()).isNotEqualTo(before);
  }

  @Test
  void the_same_file_is_not_sent_again_with_other_changes() {
    world.row("Ana", "E1").with("remark", "old");
    update();
    String before = avatar();
    world.noRows().row("Ana", "E1").with("remark", "new");

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(run.calls("countFaces")).isEmpty();
    assertThat(avatar()).isEqualTo(before);
    assertThat(update().ended("Ana")).isEqualTo("UNCHANGED");
  }

  @Test
  void a_new_file_of_the_same_name_is_sent() {
    world.row("Ana", "E1").photo("ana.jpg", Portraits.person(900, 200));
    update();
    String before = avatar();
    world.noRows().row("Ana", "E1").photo("ana.jpg", Portraits.person(901, 200));

    assertThat(update().ended("Ana")).isEqualTo("UPDATED");
    assertThat(avatar()).isNotEqualTo(before);
    assertThat(update().ended("Ana")).isEqualTo("UNCHANGED");
  }

  @Test
  void the_same_file_is_sent_again_where_the_servers_photo_was_changed() {
    world.row("Ana", "E1").portrait(900);
    update();
    world.server().editPerson(world.person("Ana").id(), Map.of(), Portraits.person(901, 200));
    String edited = avatar();

    assertThat(update().ended("Ana")).isEqualTo("UPDATED");
    assertThat(avatar()).isNotEqualTo(edited);
  }

  @Test
  void staff_without_a_photo_in_the_folder_keep_the_servers() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").withoutPhoto().with("remark", "new");
    String before = avatar();

    assertThat(update().ended("Ana")).isEqualTo("UPDATED");
    assertThat(avatar()).isEqualTo(before);
  }

  @Test
  void a_photo_that_is_named_and_missing_is_not_passed_over() {
    world.alreadyWithFace(900, "Ana", "jobNumber", "E1");
    world.row("Ana", "E1").with("photo", "nowhere.jpg").with("remark", "new");

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("REJECTED_PHOTO PHOTO_NOT_FOUND");
    assertThat(run.writes()).isEmpty();
  }

  @Test
  void a_photo_whose_update_stayed_without_an_answer_is_sent_by_the_next_run() {
    world.row("Ana", "E1").portrait(900);
    update();
    world.noRows().row("Ana", "E1").portrait(901);
    world.fault(FaultRule.on("updateUser").after().status(500));
    update("--tries", "1");
    world.allIsWell();
    // Back to the first file: the server holds the second, though nobody was told.
    world.noRows().row("Ana", "E1").portrait(900);
    String second = avatar();

    Imported run = update();

    assertThat(run.ended("Ana")).isEqualTo("UPDATED");
    assertThat(avatar()).isNotEqualTo(second);
  }
}
