package dev.senselink.batch.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.OtherUser;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ways round the judgement of a file: by its folder, a link, a second name, or its own name. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such modes there")
class WaysRoundTest {
  @TempDir Path folder;
  private Path shared;
  private Path mine;

  private record Ended(int exit, String out, String err) {}

  /** Throws in a thread of its own, as a library might. */
  static final class ThreadDies {
    private ThreadDies() {}

    public static void main(String[] args) throws InterruptedException {
      Cli.run(new String[] {"--version"}, new FileOutputStream(FileDescriptor.out), System.err);
      Thread thread =
          new Thread(
              () -> {
                throw new IllegalStateException("Zyxwolf\u001b[2J");
              });
      thread.start();
      thread.join();
    }
  }

  @BeforeEach
  void begin() throws IOException {
    shared = Files.createDirectory(folder.resolve("shared"));
    mine = Files.createDirectory(folder.resolve("mine"));
    Files.writeString(folder.resolve("roster.csv"), "jobNumber,name\n1,Ana\n");
  }

  /** Whoever may rename there puts another folder in its place. */
  @Test
  void a_data_folder_is_not_used_below_a_folder_that_others_may_write() throws IOException {
    Path below = Files.createDirectories(shared.resolve("of/mine/data"));
    assertThat(runs(below).exit()).isZero();
    OtherUser.mode(shared, "rwxrwxrwx");

    assertRefused(runs(below), shared, "can change its folder");
    assertRefused(runs(shared.resolve("new")), shared, "can change its folder");
  }

  @Test
  void nor_where_somebody_else_owns_a_folder_above() throws IOException {
    OtherUser.mustExist();
    Path below = Files.createDirectories(shared.resolve("of/mine/data"));
    OtherUser.owns(shared);

    assertRefused(runs(below), shared, "belongs to " + OtherUser.NAME);
  }

  /** As in the system's temporary folder, where everybody may make folders. */
  @Test
  void where_only_owners_rename_a_data_folder_of_one_s_own_is_used() throws Exception {
    Path below = Files.createDirectory(shared.resolve("data"));
    assertThat(new ProcessBuilder("chmod", "1777", shared.toString()).start().waitFor()).isZero();

    assertThat(runs(below).exit()).isZero();
    assertThat(runs(shared.resolve("new")).exit()).isZero();
  }

  /** The database obeys its own files as if they were programs. */
  @Test
  void what_others_laid_into_a_data_folder_is_not_opened() throws IOException {
    OtherUser.mustExist();
    Path database = Files.createDirectories(mine.resolve("db"));
    OtherUser.owns(Files.writeString(database.resolve("ledger.script"), "SET FILES SPACE 1\n"));

    assertRefused(runs(mine), mine, "ledger.script: it belongs to " + OtherUser.NAME);
  }

  @Test
  void nor_a_link_to_a_data_folder_that_others_made() throws IOException {
    OtherUser.mustExist();
    Path link = Files.createSymbolicLink(folder.resolve("link"), mine);
    assertThat(runs(link).exit()).isZero();
    UserPrincipal other =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.getFileAttributeView(
            link, java.nio.file.attribute.FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setOwner(other);

    assertRefused(runs(link), link, "belongs to " + OtherUser.NAME);
  }

  /** What it leads to is one's own, but not what leads there. */
  @Test
  void a_link_to_settings_of_one_s_own_is_judged_where_it_lies() throws IOException {
    Path settings = Files.writeString(mine.resolve("other.yml"), "tries: 3\n");
    OtherUser.mode(settings, "rw-r--r--");
    Files.createSymbolicLink(shared.resolve("senselink.yml"), settings);
    assertThat(in(shared, "--version").exit()).isZero();
    OtherUser.mode(shared, "rwxrwxrwx");

    Ended ended = in(shared, "runs", "--data", mine.resolve("data").toString());

    assertRefused(ended, shared, "can change its folder");
  }

  @Test
  void a_log_has_one_name_and_one_owner() throws IOException {
    Path target = Files.writeString(mine.resolve("target"), "mine\n");
    Path second = Files.createLink(shared.resolve("log"), target);

    Ended ended = runs(mine, "--log-file", second.toString());

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("second name");
    assertThat(target).hasContent("mine");
  }

  @Test
  void a_log_of_somebody_else_is_not_written() throws IOException {
    OtherUser.mustExist();
    Path theirs = Files.writeString(shared.resolve("log"), "");
    OtherUser.owns(theirs);

    Ended ended = runs(mine, "--log-file", theirs.toString());

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("belongs to somebody else");
  }

  /** It says which programs are run: whoever names it knows it, but not who may write it. */
  @Test
  void a_job_file_that_others_may_write_is_told() throws IOException {
    Path job =
        Files.writeString(
            mine.resolve("job.yml"),
            "job: validate-users\nroster: ../roster.csv\nallow-no-photo: true\nreport: r\n");
    OtherUser.mode(job, "rw-r--rw-");

    Ended ended = in(folder, "run", job.toString());

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).contains("warning: " + job + ": other users can change it");
  }

  /** A shell fills in the names that lie in the folder. */
  @Test
  void a_roster_s_name_is_no_list_of_options() throws IOException {
    Files.writeString(folder.resolve("@roster.csv"), "--heic-converter\n/bin/sh {in} {out}\n");

    Ended ended = in(folder, "validate", "users", "@roster.csv");

    assertThat(ended.exit()).isEqualTo(5);
    assertThat(ended.err()).contains("HEADER_NOT_FOUND: @roster.csv");
  }

  /** As a dot or another relative entry of {@code PATH} would have it. */
  @Test
  void no_shell_is_looked_for_below_the_folder() throws IOException {
    Path seen = folder.resolve("seen");
    for (String name : new String[] {"sh", "stty", "test"}) {
      Path program = folder.resolve(name);
      Files.writeString(program, "#!/bin/sh\nenv >" + seen + "\n");
      OtherUser.mode(program, "rwx------");
    }

    try (OtherProcess program =
        OtherProcess.start(
            folder,
            Map.of("PATH", ".:" + System.getenv("PATH"), "TERM", "xterm"),
            Main.class,
            "validate",
            "users",
            "roster.csv",
            "--allow-no-photo",
            "--report",
            "report")) {
      program.restOfLines();
      assertThat(program.exitCode()).as(program.errors()).isZero();
    }
    assertThat(seen).doesNotExist();
  }

  @Test
  void a_thread_that_dies_does_not_print_what_its_failure_says() {
    try (OtherProcess program = OtherProcess.start(folder, Map.of(), ThreadDies.class)) {
      program.restOfLines();
      program.exitCode();
      assertThat(program.errors())
          .contains("IllegalStateException at dev.senselink")
          .doesNotContain("Zyxwolf", "\u001b", "\tat ");
    }
  }

  private static void assertRefused(Ended ended, Path where, String why) {
    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains(where.toString(), why);
  }

  private Ended runs(Path data, String... more) {
    String[] args = new String[3 + more.length];
    System.arraycopy(new String[] {"runs", "--data", data.toString()}, 0, args, 0, 3);
    System.arraycopy(more, 0, args, 3, more.length);
    return in(folder, args);
  }

  private static Ended in(Path folder, String... args) {
    try (OtherProcess program = OtherProcess.start(folder, Map.of(), Main.class, args)) {
      String out = String.join("\n", program.restOfLines());
      return new Ended(program.exitCode(), out, program.errors());
    }
  }
}
