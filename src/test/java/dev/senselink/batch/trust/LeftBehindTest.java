package dev.senselink.batch.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.disk.TemporaryFolder;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.OtherUser;
import dev.senselink.batch.fixture.Until;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the temporary folder while a process runs is gone after it, however it ended. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the converter is a shell script")
class LeftBehindTest {
  private static final String NAME = "Ana Surname-Known-To-Nobody";
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final byte[] HEIC =
      "\0\0\0\24ftypheic\0\0\0\0mif1".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private Path temporary;
  private Path reached;

  /** A converter that never ends, so that the check can be killed in the middle. */
  @BeforeEach
  void write() throws IOException {
    temporary = Files.createDirectory(folder.resolve("tmp"));
    reached = folder.resolve("reached");
    Path program = folder.resolve("converter");
    Files.writeString(program, "#!/bin/sh\n: >'" + reached + "'\nexec sleep 600\n");
    OtherUser.mode(program, "rwx------");
    Files.createDirectories(folder.resolve("photos"));
    Files.write(folder.resolve("photos/1.jpg"), HEIC);
    Files.writeString(folder.resolve("roster.csv"), "jobNumber,name\n1," + NAME + "\n");
    Files.writeString(folder.resolve("small.csv"), "jobNumber,name\n2,Bo\n");
  }

  @Test
  void the_next_start_removes_what_a_killed_one_left() {
    try (OtherProcess killed = validating("roster.csv")) {
      assertThat(Until.within(SOON, () -> Files.exists(reached))).as(killed.errors()).isTrue();
      assertThat(found()).as("what lies there while it runs").isNotEmpty();
      try (OtherProcess beside = validating("small.csv", "--allow-no-photo")) {
        beside.restOfLines();
        assertThat(beside.exitCode()).as(beside.errors()).isZero();
      }
      assertThat(found()).as("somebody is still at work with it").isNotEmpty();
      ProcessHandle.of(killed.pid()).orElseThrow().children().forEach(ProcessHandle::destroy);
      killed.kill();
    }
    assertThat(found()).as("what was left").isNotEmpty();

    try (OtherProcess next = validating("small.csv", "--allow-no-photo")) {
      next.restOfLines();
      assertThat(next.exitCode()).as(next.errors()).isZero();
    }

    assertThat(temporary).isEmptyDirectory();
  }

  /** Everybody may write there, and a folder of such a name may lead anywhere. */
  @Test
  void nothing_else_is_removed() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine"), "mine");
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("in-use"), "");
    Files.createSymbolicLink(temporary.resolve("senselink-run-link"), outside);
    Path without = Files.createDirectory(temporary.resolve("senselink-run-other"));
    Path dead = Files.createDirectory(temporary.resolve("senselink-run-dead"));
    Files.writeString(dead.resolve("in-use"), "");
    Files.createSymbolicLink(dead.resolve("link"), mine);

    try (OtherProcess next = validating("small.csv", "--allow-no-photo")) {
      next.restOfLines();
      assertThat(next.exitCode()).as(next.errors()).isZero();
    }

    assertThat(dead).doesNotExist();
    assertThat(mine).hasContent("mine");
    assertThat(without).isDirectory();
    assertThat(outside.resolve("in-use")).exists();
  }

  @Test
  void another_user_s_is_left_alone() throws IOException {
    OtherUser.mustExist();
    Path theirs = Files.createDirectory(temporary.resolve("senselink-run-theirs"));
    Files.writeString(theirs.resolve("in-use"), "");
    OtherUser.owns(theirs);

    try (OtherProcess next = validating("small.csv", "--allow-no-photo")) {
      next.restOfLines();
      assertThat(next.exitCode()).as(next.errors()).isZero();
    }

    assertThat(theirs.resolve("in-use")).exists();
  }

  @Test
  void a_folder_for_a_while_is_its_owner_s_alone() throws IOException {
    Path made = TemporaryFolder.make("test");

    assertThat(Files.getPosixFilePermissions(made).toString()).doesNotContain("GROUP", "OTHERS");
    TemporaryFolder.remove(made);
    assertThat(made).doesNotExist();
    TemporaryFolder.remove(made); // what is not there is no error
  }

  private OtherProcess validating(String roster, String... more) {
    String[] first = {
      "validate",
      "users",
      roster,
      "--report",
      "report-" + roster,
      "--heic-converter",
      "'" + folder.resolve("converter") + "' {in} {out}",
    };
    String[] args = Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    Map<String, String> environment =
        Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir='" + temporary + "'");
    return OtherProcess.start(folder, environment, Main.class, args);
  }

  /** The files below the temporary folder in which the roster or its photo can be read. */
  private List<Path> found() {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(Files::isRegularFile).filter(LeftBehindTest::isPersonal).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isPersonal(Path file) {
    try {
      String bytes = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return bytes.contains(NAME) || bytes.contains("ftypheic");
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }
}
