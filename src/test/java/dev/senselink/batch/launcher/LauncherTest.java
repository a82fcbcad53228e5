package dev.senselink.batch.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.senselink.batch.launcher.Checkout.Ended;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

// @Tag("slow")
class LauncherTest {
  @TempDir Path folder;
  private Checkout checkout;

  @BeforeEach
  void clone_the_project() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "the script is for POSIX systems");
    checkout = Checkout.in(folder);
  }

  @Test
  void the_first_start_builds_and_says_so_on_stderr_only() throws Exception {
    Ended ended = checkout.start("--version");

    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).contains("building the program");
    assertThat(ended.out()).last().isEqualTo("--version");
    assertThat(checkout.calls()).first().isEqualTo("mvn -B -q -C -Dquick -DskipTests package");
  }

  @Test
  void the_second_start_builds_unpacks_and_trains_nothing() throws Exception {
    checkout.start("--version");
    List<String> before = checkout.calls();

    Ended ended = checkout.start("--version");

    assertThat(ended.err()).isEmpty();
    assertThat(checkout.calls()).hasSize(before.size() + 1).last().isEqualTo("java run");
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/main/Main.java", "pom.xml", "samples/first/roster.csv"})
  void a_newer_source_is_built_and_unpacked_anew(String source) throws Exception {
    checkout.start("--version");
    checkout.edit(source);

    checkout.start("--version");

    assertThat(checkout.calls("mvn")).isEqualTo(2);
    assertThat(checkout.calls("java extract")).isEqualTo(2);
  }

  @Test
  void a_failed_build_starts_nothing() throws Exception {
    checkout.breakTheBuild();

    Ended ended = checkout.start("--version");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("could not be built");
    assertThat(checkout.calls("java run")).isZero();
    assertThat(checkout.lock()).doesNotExist();
  }

  @Test
  void two_starts_at_once_build_once() throws Exception {
    List<String> command = List.of(checkout.script().toString(), "--version");
    Process one = checkout.begin(checkout.home(), command);
    Process two = checkout.begin(checkout.home(), command);

    assertThat(Checkout.ended(one).exit()).isZero();
    assertThat(Checkout.ended(two).exit()).isZero();
    assertThat(checkout.calls("mvn")).isEqualTo(1);
    assertThat(checkout.calls("java run")).isEqualTo(2);
  }

  @Test
  void the_lock_of_a_dead_builder_is_taken_over() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(checkout.lock());
    Files.writeString(checkout.lock().resolve("pid"), dead.pid() + "\n");

    assertThat(checkout.start("--version").exit()).isZero();
    assertThat(checkout.calls("mvn")).isEqualTo(1);
    assertThat(checkout.lock()).doesNotExist();
  }

  @Test
  void it_works_from_anywhere_and_through_links() throws Exception {
    Path link = folder.resolve("bin/sl");
    Files.createSymbolicLink(folder.resolve("second"), checkout.script());
    Files.createSymbolicLink(link, Path.of("../second"));

    Ended ended = checkout.start(folder, link, "runs");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .anyMatch(arg -> arg.endsWith("a clone/target/app/1/senselink-batch.jar"));
  }

  @Test
  void arguments_arrive_as_they_were_and_the_exit_code_goes_back() throws Exception {
    Ended ended = checkout.start("import", "users", "my staff.csv", "*", "", "exit7");

    assertThat(ended.out()).endsWith("import", "users", "my staff.csv", "*", "", "exit7");
    assertThat(ended.exit()).isEqualTo(7);
  }

  @Test
  void java_options_are_obeyed_and_no_heap_is_set() throws Exception {
    List<String> out = checkout.start("import", "users", "staff.csv").out();

    assertThat(out).contains("-Xmx99m", "-Dstar=*").filteredOn(a -> a.startsWith("-Xm")).hasSize(1);
  }

  /** As a dot, nothing or another relative entry of {@code PATH} would have it. */
  @Test
  void no_program_is_taken_from_the_current_folder() throws Exception {
    Path here = Files.createDirectory(folder.resolve("shared"));
    for (String name : List.of("java", "mvn", "locale", "readlink", "find", "sed", "mkdir")) {
      Checkout.executable(here.resolve(name), "#!/bin/sh\necho stolen >&2\nexit 66\n");
      Checkout.executable(here.resolve("bin").resolve(name), "#!/bin/sh\nexit 66\n");
    }
    checkout.pathBegins(".::bin");

    Ended ended = checkout.start(here, checkout.script(), "--version");

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.err()).doesNotContain("stolen");
    assertThat(checkout.calls("java run")).isEqualTo(1);
  }

  @Test
  void what_the_program_writes_is_private() throws Exception {
    assertThat(checkout.start("runs").out()).first().isEqualTo("0077");
  }

  @Test
  void each_java_gets_archives_of_its_own_made_without_the_users_settings() throws Exception {
    assertThat(checkout.start("import").out()).anyMatch(a -> a.endsWith("/21.0.1+2-full.jsa"));
    checkout.java("25+36");
    assertThat(checkout.start("--help").out()).anyMatch(a -> a.endsWith("/25+36-short.jsa"));

    assertThat(checkout.calls("java train server=none")).isEqualTo(4);
    assertThat(checkout.calls("java train")).isEqualTo(4);
  }

  @Test
  void only_brief_commands_do_without_the_optimising_compiler() throws Exception {
    Files.writeString(checkout.home().resolve("three.csv"), "name\na\nb\nc\n");
    Files.writeString(checkout.home().resolve("many.csv"), "name\n" + "somebody\n".repeat(500));
    String only = "-XX:TieredStopAtLevel=1";

    assertThat(checkout.start("import", "users", "many.csv").out()).doesNotContain(only);
    assertThat(checkout.start("sandbox").out()).doesNotContain(only);
    assertThat(checkout.start("user", "list").out()).contains(only);
    assertThat(checkout.start("import", "users", "three.csv").out()).contains(only);
    assertThat(checkout.start("import", "users", "many.csv", "--help").out()).contains(only);
  }

  @Test
  void an_export_has_a_collector_without_threads_unless_another_is_asked_for() throws Exception {
    String serial = "-XX:+UseSerialGC";

    assertThat(checkout.start("export", "backup").out()).contains(serial);
    assertThat(checkout.start("records", "export").out()).contains(serial);
    assertThat(checkout.start("import", "users", "many.csv").out()).doesNotContain(serial);
    checkout.options("-Xmx1g -XX:+UseParallelGC");
    assertThat(checkout.start("export", "backup").out())
        .contains("-XX:+UseParallelGC")
        .doesNotContain(serial);
  }

  @Test
  void an_old_java_is_refused_in_words() throws Exception {
    checkout.java("11.0.2");

    Ended ended = checkout.start("--version");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("Java 17 or newer is needed").contains("11.0.2");
  }

  @ParameterizedTest
  @CsvSource({"zh_CN.UTF-8,", "C,--lang=zh", "en_GB.UTF-8,--lang zh"})
  void it_speaks_chinese_where_the_program_would(String locale, @Nullable String option)
      throws Exception {
    checkout.java("11.0.2");
    checkout.locale(locale);

    Ended ended = checkout.start(("--version" + (option == null ? "" : " " + option)).split(" "));

    assertThat(ended.err()).contains("需要 Java 17 或更新版本").contains("11.0.2");
  }

  @ParameterizedTest
  @CsvSource({
    "LC_ALL,C,C.UTF-8",
    "LC_ALL,POSIX,C.UTF-8",
    "LC_ALL,zh_CN.GBK,C.UTF-8",
    "LC_ALL,zh_CN.UTF-8,C.UTF-8",
    "LANG,zh_CN.UTF-8,C.UTF-8",
    "LC_MESSAGES,zh_CN,C.UTF-8",
    "LC_ALL,fr_FR.UTF-8,fr_FR.UTF-8",
    "LANG,fr_FR.UTF-8,fr_FR.UTF-8",
  })
  void file_names_are_utf_8_whatever_the_session_names_and_the_language_is_the_session_s(
      String variable, String given, String encoding) throws Exception {
    checkout.locale(variable, given);

    assertThat(checkout.start("runs").out())
        .contains("encoding " + encoding)
        .contains("-Dsenselink.session=" + given);
  }

  /** One category of the session that the machine lacks is enough to take all names from Java. */
  @ParameterizedTest
  @CsvSource({
    "LANG,zh_XX.UTF-8,zh",
    "LC_ALL,zh_XX.UTF-8,zh",
    "LANG,en_XX.UTF-8,en",
    "LC_TIME,zh_XX.UTF-8,en",
    "LC_CTYPE,zh_XX.UTF-8,en",
  })
  void a_file_with_a_chinese_name_is_found_in_a_session_whose_locale_is_not_installed(
      String variable, String given, String language) throws Exception {
    checkout.start("--version"); // builds, unpacks and trains
    checkout.realMachine();
    checkout.locale(variable, given);
    Path roster = Files.writeString(folder.resolve("名单𠮷.csv"), "x");

    Ended ended = checkout.start("validate", roster.toString());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).containsExactly("found", language);
  }

  @Test
  void the_program_knows_how_it_was_called() throws Exception {
    assertThat(checkout.start("runs").out()).contains("-Dsenselink.command=" + checkout.script());
  }

  @Test
  void what_is_typed_decides_the_language() throws Exception {
    checkout.java("11.0.2");
    checkout.locale("zh_CN.UTF-8");

    assertThat(checkout.start("--version", "--lang", "en").err()).contains("Java 17 or newer");
  }

  @Test
  void a_moved_clone_unpacks_anew() throws Exception {
    checkout.start("--version");
    Path moved = folder.resolve("elsewhere");
    Files.move(checkout.home(), moved);

    Ended ended = checkout.start(folder, moved.resolve("senselink"), "--version");

    assertThat(ended.out())
        .anyMatch(arg -> arg.endsWith("elsewhere/target/app/2/senselink-batch.jar"));
    assertThat(checkout.calls("java extract")).isEqualTo(2);
    assertThat(checkout.calls("mvn")).isEqualTo(1);
  }
}
