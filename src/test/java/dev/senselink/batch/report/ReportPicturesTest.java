package dev.senselink.batch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The faces beside a conflict come from the photos folder and from the server, if they can. */
class ReportPicturesTest {
  private static final String IMAGES = "getImage";

  @RegisterExtension final World world = new World();

  @BeforeEach
  void a_conflict() {
    world.alreadyWithFace(1, "Yi", "jobNumber", "X1");
    world.row("Ana", "E1").anotherPictureOf(1);
  }

  @Test
  void both_faces_are_shown() throws IOException {
    assertThat(pictures(world.run())).isEqualTo(2);
  }

  @Test
  void the_persons_picture_is_looked_for_where_the_option_says() throws IOException {
    Imported run = world.run("--image-path", "/elsewhere/{id}");

    assertThat(run.endings()).containsExactly("REVIEW 30002");
    assertThat(pictures(run)).isEqualTo(1);
  }

  @Test
  void a_server_that_gives_no_picture_does_not_fail_the_report() throws IOException {
    world.fault(FaultRule.on(IMAGES).status(500));

    Imported run = world.run();

    assertThat(run.exit()).isEqualTo(3);
    assertThat(pictures(run)).isEqualTo(1);
  }

  @Test
  void a_picture_is_asked_for_once_and_one_without_an_end_is_given_up() throws IOException {
    world.fault(FaultRule.on(IMAGES).noAnswer());

    Imported run = world.run("--timeout", "1");

    assertThat(run.exit()).isEqualTo(3);
    assertThat(pictures(run)).isEqualTo(1);
    assertThat(world.server().calls())
        .filteredOn(call -> call.operation().equals(IMAGES))
        .hasSize(1);
  }

  @Test
  void something_else_than_a_picture_is_left_out() throws IOException {
    world.fault(FaultRule.on(IMAGES).htmlPage());

    assertThat(pictures(world.run())).isEqualTo(1);
  }

  @Test
  void a_report_made_anew_later_asks_the_server_for_nothing() throws IOException {
    Imported run = world.run();
    Path again = run.report().resolveSibling("again");
    int before = world.server().calls().size();

    int exit =
        Typing.run(
            List.of(
                "runs",
                "show",
                run.runId(),
                "--report",
                again.toString(),
                "--data",
                world.data().toString()),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream());

    assertThat(exit).isZero();
    assertThat(again.resolve("report.html")).content().contains("Ana", "Yi").doesNotContain("<img");
    assertThat(world.server().calls()).hasSize(before);
  }

  private static long pictures(Imported run) throws IOException {
    String page = Files.readString(run.report().resolve("report.html"));
    return Pattern.compile("<img src=\"data:image/jpeg;base64,").matcher(page).results().count();
  }
}
