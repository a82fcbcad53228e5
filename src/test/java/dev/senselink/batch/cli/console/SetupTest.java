package dev.senselink.batch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Cli;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** The first minutes: three questions, tried against the server, and written down. */
class SetupTest {
  private static final int SPINS = 5_000_000;

  @TempDir Path folder;

  private final Sandbox sandbox = Sandbox.start();
  private final Map<String, String> known = new HashMap<>();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private record Told(int exit, String out, String err) {
    String all() {
      return out + err;
    }
  }

  /** Somebody sits at the terminal and types these lines. */
  private Told typing(List<String> lines, String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of("setup"));
    if (!List.of(more).contains("--folder")) {
      args.addAll(List.of("--folder", folder.toString()));
    }
    args.addAll(List.of(more));
    StatusLineWriter screen =
        new StatusLineWriter(
            err, () -> ConsoleTerminal.of(80, new StringReader(String.join("\n", lines) + "\n")));
    int exit = Cli.run(args.toArray(String[]::new), known, new VisibleWriter(out), screen);
    return new Told(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private List<String> right() {
    return List.of(sandbox.url().toString(), sandbox.appKey(), sandbox.appSecret());
  }

  @Test
  void what_the_server_accepts_is_written_for_every_other_command() throws IOException {
    Told told = typing(right());

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(told.out()).contains("next:", "senselink template users");
    assertThat(told.out() + told.err()).doesNotContain(sandbox.appSecret());
    for (String name : List.of("senselink.yml", "senselink.secret")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rw-------");
    }
    assertThat(Files.list(folder)).hasSize(2);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<String> company =
        List.of(
            "company",
            "--config",
            folder.resolve("senselink.yml").toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(Typing.run(company, out, new ByteArrayOutputStream())).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Sandbox Company");
  }

  @Test
  void a_wrong_secret_is_told_and_nothing_is_written() throws IOException {
    Told told = typing(List.of(sandbox.url().toString(), sandbox.appKey(), "wrong"));

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains("10005", "Nothing was written");
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void a_server_that_is_not_there_is_told_with_its_address() throws IOException {
    String away = sandbox.url().toString();
    sandbox.close();

    Told told = typing(List.of(away, "key", "secret"));

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.out()).contains(away.replace("http://", ""), "Nothing was written");
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void an_address_that_is_none_is_told() {
    assertThat(typing(List.of("ftp:/nowhere", "key", "secret")))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(3))
        .satisfies(told -> assertThat(told.out()).contains("https://10.0.0.5:8443"));
  }

  @Test
  void what_is_there_is_replaced_only_by_somebody_who_agrees() throws IOException {
    Path settings = Files.writeString(folder.resolve("senselink.yml"), "tries: 3\n");

    assertThat(typing(List.of("n")).out()).contains("nothing was changed");
    assertThat(settings).hasContent("tries: 3\n");

    List<String> agreed = new ArrayList<>(List.of("y"));
    agreed.addAll(right());
    assertThat(typing(agreed).exit()).isZero();
    assertThat(Files.readString(settings)).contains("server: '" + sandbox.url());
  }

  @Test
  void a_blank_answer_keeps_what_is_known() {
    List<String> blank = List.of("", "", sandbox.appSecret());

    known.put("SENSELINK_SERVER", sandbox.url().toString());
    known.put("SENSELINK_APP_KEY", sandbox.appKey());
    Told told = typing(blank);

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(told.err()).contains("[" + sandbox.url() + "]");
  }

  @Test
  void without_a_terminal_it_says_what_to_write_instead() throws IOException {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = List.of("setup", "--folder", folder.toString());

    assertThat(Typing.run(args, new ByteArrayOutputStream(), err)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("senselink.yml", "app-secret-file:", "chmod 600", "senselink doctor");
    assertThat(Files.list(folder)).isEmpty();
  }

  @Test
  void zone_and_default_group_are_tried_and_written_too() throws IOException {
    sandbox.bystander().addGroup("Both", 1);
    sandbox.bystander().addGroup("Both", 2);
    sandbox.bystander().addGroup("Staff only", 1);
    List<String> answers = new ArrayList<>(right());
    answers.addAll(List.of("Mars/Base", "Asia/Shanghai", "Nobody", "Staff only", "Both"));

    Told told = typing(answers);

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(told.out())
        .contains(
            "Mars/Base", "there is no group Nobody", "Staff only is a group of only one kind");
    assertThat(Files.readString(folder.resolve("senselink.yml")))
        .contains("time-zone: 'Asia/Shanghai'", "groups: 'Both'");
  }

  @Test
  void a_wrong_answer_is_asked_again_and_only_that() throws IOException {
    List<String> answers =
        List.of(
            "10.0.0.5",
            sandbox.url().toString(),
            sandbox.appKey(),
            "wrong",
            "",
            sandbox.appSecret());

    Told told = typing(answers);

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(told.out()).contains("10005").doesNotContain(sandbox.appSecret());
    assertThat(Files.readString(folder.resolve("senselink.secret")).strip())
        .isEqualTo(sandbox.appSecret());
  }

  @Test
  void who_has_no_server_may_practise() throws IOException {
    assertThat(typing(List.of("", "n")))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(3))
        .satisfies(
            told ->
                assertThat(told.out())
                    .contains("Nothing was written", "the address of the server")
                    .doesNotContain("(bad)"));
    assertThat(Files.list(folder)).isEmpty();

    Told told = typing(List.of("", "y"));

    assertThat(told.exit()).as(told.err() + told.out()).isZero();
    assertThat(told.out()).contains("practice server");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String settings = folder.resolve("senselink.yml").toString();
    assertThat(
            Typing.run(List.of("company", "--config", settings), out, new ByteArrayOutputStream()))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Sandbox Company");
  }

  private Told script(String... more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of("setup", "--folder", folder.toString()));
    args.addAll(List.of(more));
    int exit = Typing.run(args, out, err);
    return new Told(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void a_script_is_asked_nothing_and_replaces_nothing_unless_it_says_so() throws IOException {
    String[] all = {
      "--server",
      sandbox.url().toString(),
      "--app-key",
      sandbox.appKey(),
      "--app-secret-file",
      sandbox.appSecretFile().toString(),
      "--time-zone",
      "Asia/Shanghai"
    };

    assertThat(script(all)).satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());
    assertThat(Files.readString(folder.resolve("senselink.yml")))
        .contains("server: '" + sandbox.url(), "time-zone: 'Asia/Shanghai'");
    assertThat(Files.readString(folder.resolve("senselink.secret")).strip())
        .isEqualTo(sandbox.appSecret());

    Path settings = Files.writeString(folder.resolve("senselink.yml"), "tries: 3\n");
    assertThat(script(all))
        .satisfies(told -> assertThat(told.exit()).isEqualTo(2))
        .satisfies(told -> assertThat(told.err()).contains("already exists", "--yes"));
    assertThat(settings).hasContent("tries: 3\n");

    List<String> agreed = new ArrayList<>(List.of(all));
    agreed.add("--yes");
    assertThat(script(agreed.toArray(String[]::new)).exit()).isZero();
    assertThat(Files.readString(settings)).contains("server: '" + sandbox.url());

    agreed.set(3, "another key");
    Files.writeString(settings, "tries: 3\n");
    assertThat(script(agreed.toArray(String[]::new)).exit()).isEqualTo(3);
    assertThat(settings).hasContent("tries: 3\n");
  }

  private String[] whole() {
    return new String[] {
      "--server",
      sandbox.url().toString(),
      "--app-key",
      sandbox.appKey(),
      "--app-secret-file",
      sandbox.appSecretFile().toString(),
      "--time-zone",
      "Asia/Shanghai",
      "--groups",
      "none"
    };
  }

  @Test
  void what_cannot_be_written_whole_is_not_written_at_all() throws IOException {
    Path secret = Files.writeString(folder.resolve("senselink.secret"), "old");
    Files.createDirectory(folder.resolve("senselink.yml"));
    List<String> all = new ArrayList<>(List.of(whole()));
    all.add("--yes");

    Told told = script(all.toArray(String[]::new));

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(secret).hasContent("old");
    assertThat(Files.list(folder)).as("no half file").hasSize(2);
  }

  @Test
  void what_is_given_as_an_option_is_not_asked_again_at_a_terminal() throws IOException {
    Told told = typing(List.of("nobody is asked this"), whole());

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err())
        .doesNotContain("App key", "App secret", "Time zone", "Default group", "Folder for");
    assertThat(Files.readString(folder.resolve("senselink.yml")))
        .contains("time-zone: 'Asia/Shanghai'");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("senselink.secret"))))
        .isEqualTo("rw-------");
  }

  /** Provisioning has a terminal, and nobody at it. */
  @Test
  void who_types_all_that_is_needed_is_asked_nothing_else() {
    assertThat(typing(List.of("nobody is asked this"), java.util.Arrays.copyOf(whole(), 6)))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero())
        .satisfies(told -> assertThat(told.err()).isEmpty());
    assertThat(typing(List.of("nobody is asked this"), "--yes", "--sandbox"))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero())
        .satisfies(told -> assertThat(told.err()).isEmpty());
  }

  @Test
  void what_nobody_understands_is_told_before_anything_is_asked() throws IOException {
    Path settings = Files.writeString(folder.resolve("senselink.yml"), "tries: [3\n");

    Told told = typing(right(), "--yes");

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("cannot be understood").doesNotContain("Address");
    assertThat(settings).hasContent("tries: [3\n");
  }

  @Test
  void what_was_written_in_another_form_is_still_obeyed() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("senselink.yml"), "---\n{server: https://old, notify-when: always}\n");
    List<String> all = new ArrayList<>(List.of(whole()));
    all.add("--yes");
    assertThat(script(all.toArray(String[]::new)).exit()).isZero();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    List<String> company =
        List.of(
            "company",
            "--config",
            settings.toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(Typing.run(company, out, out)).as(out.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(Files.readString(settings)).contains("always");
  }

  @Test
  void without_a_home_it_writes_nowhere_unless_a_folder_is_named() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of("setup"));
    args.addAll(List.of(whole()));

    int exit =
        Cli.run(
            args.toArray(String[]::new),
            Map.of(),
            new VisibleWriter(new ByteArrayOutputStream()),
            new VisibleWriter(err));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--folder", "APPDATA");
    assertThat(Path.of("senselink.yml")).doesNotExist();
  }

  @Test
  void on_windows_it_writes_where_settings_are_kept_there() throws IOException {
    List<String> args = new ArrayList<>(List.of("setup"));
    args.addAll(List.of(whole()));
    Map<String, String> environment = Map.of("APPDATA", folder.toString());

    int exit =
        Cli.run(
            args.toArray(String[]::new),
            environment,
            new VisibleWriter(new ByteArrayOutputStream()),
            new VisibleWriter(new ByteArrayOutputStream()));

    assertThat(exit).isZero();
    assertThat(Files.list(folder.resolve("senselink-batch"))).hasSize(2);
  }

  @Test
  void what_was_set_beside_the_server_stays() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("senselink.yml"),
            "server: https://old\n# who is told\nnotify-mail: hr@example.com\ntries: 3\n");
    List<String> all = new ArrayList<>(List.of(whole()));
    all.add("--yes");

    assertThat(script(all.toArray(String[]::new)))
        .satisfies(told -> assertThat(told.exit()).as(told.all()).isZero());

    assertThat(Files.readString(settings))
        .contains("server: '" + sandbox.url(), "notify-mail: hr@example.com", "tries: 3")
        .doesNotContain("https://old");
  }

  @Test
  void it_writes_where_every_command_looks() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> args = new ArrayList<>(List.of("setup"));
    args.addAll(List.of(whole()));
    Map<String, String> environment = Map.of("XDG_CONFIG_HOME", folder.toString());

    int exit =
        Cli.run(
            args.toArray(String[]::new),
            environment,
            new VisibleWriter(out),
            new VisibleWriter(err));

    assertThat(exit).as(out.toString(StandardCharsets.UTF_8) + err).isZero();
    Path own = folder.resolve("senselink-batch");
    assertThat(Files.list(own).map(Path::getFileName).map(Path::toString))
        .containsExactlyInAnyOrder("senselink.yml", "senselink.secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    out.reset();
    assertThat(
            Cli.run(
                new String[] {"company", "--data", folder.resolve("data").toString()},
                environment,
                new VisibleWriter(out),
                new VisibleWriter(err)))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Sandbox Company");
  }

  @Test
  void a_folder_that_is_not_there_is_told_before_anything_is_asked() {
    Told told = typing(right(), "--folder", folder.resolve("none").toString());

    assertThat(told.exit()).as(told.all()).isEqualTo(2);
    assertThat(told.err()).contains("no such folder").doesNotContain("Address");
  }

  @Test
  void the_folder_for_reports_is_asked_tried_and_used() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path reports = folder.resolve("all reports");
    List<String> lines = new ArrayList<>(right());
    lines.addAll(List.of("", "", file.toString(), reports.toString()));

    Told told = typing(lines);

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("Folder for reports [reports, where a command is started]: ");
    assertThat(told.out()).contains("reports cannot be written below " + file);
    Path settings = folder.resolve("senselink.yml");
    assertThat(Files.readString(settings)).contains("reports: '" + reports + "'");
    Path roster = Files.writeString(folder.resolve("roster.csv"), "jobNumber,name\nE1,Ana\n");
    List<String> checking =
        List.of(
            "validate",
            "users",
            roster.toString(),
            "--allow-no-photo",
            "--config",
            settings.toString(),
            "--data",
            folder.resolve("data").toString());
    assertThat(Typing.run(checking, new ByteArrayOutputStream(), new ByteArrayOutputStream()))
        .isZero();
    try (Stream<Path> all = Files.list(reports)) {
      assertThat(all.map(report -> report.resolve("report.html")))
          .hasSize(1)
          .allMatch(Files::exists);
    }
  }

  @Test
  void a_folder_for_reports_is_given_up_again_by_a_dash() throws IOException {
    known.put("SENSELINK_REPORTS", folder.resolve("all").toString());
    List<String> lines = new ArrayList<>(right());
    lines.addAll(List.of("", "", "-"));

    Told told = typing(lines);

    assertThat(told.exit()).as(told.all()).isZero();
    assertThat(told.err()).contains("Folder for reports [" + folder.resolve("all") + "; - for ");
    assertThat(Files.readString(folder.resolve("senselink.yml"))).doesNotContain("reports");
  }

  @Test
  void a_blank_answer_leaves_reports_where_a_command_is_started() throws IOException {
    assertThat(typing(right())).satisfies(told -> assertThat(told.exit()).isZero());

    assertThat(Files.readString(folder.resolve("senselink.yml"))).doesNotContain("reports");
  }

  @Test
  void a_signal_waits_until_what_is_written_is_whole() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    CompletableFuture<Boolean> came = new CompletableFuture<>();
    Signal terminate = new Signal("TERM");
    SignalHandler before = Signal.handle(terminate, signal -> came.complete(writing.get()));
    try {
      try (StopSignals.Pause none = StopSignals.pause()) {
        Signal.raise(terminate);
        for (int n = 0; n < SPINS && !came.isDone(); n++) {
          Thread.onSpinWait(); // a signal has a thread of its own
        }
        writing.set(false);
      }
      assertThat(came.get(60, TimeUnit.SECONDS)).as("it came while something was half").isFalse();
    } finally {
      Signal.handle(terminate, before);
    }
  }

  /** It is being looked for when somebody has had enough. */
  @Test
  void a_signal_before_the_end_leaves_nothing() throws IOException {
    Path settings = Files.createDirectory(folder.resolve("settings"));
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        Program program =
            Program.start(
                folder,
                List.of(
                    "setup",
                    "--folder",
                    settings.toString(),
                    "--server",
                    "http://127.0.0.1:" + mute.getLocalPort(),
                    "--app-key",
                    "key",
                    "--app-secret-file",
                    sandbox.appSecretFile().toString()));
        Socket asked = mute.accept()) {
      program.signal("TERM");

      assertThat(program.exit(Duration.ofSeconds(120))).isEqualTo(128 + 15);
      assertThat(asked.isConnected()).isTrue();
      assertThat(settings).isEmptyDirectory();
    }
  }

  @Test
  void it_asks_in_the_language_of_the_person() {
    assertThat(typing(right(), "--lang", "zh"))
        .satisfies(told -> assertThat(told.exit()).isZero())
        .satisfies(told -> assertThat(told.err()).contains("服务器地址", "AppSecret（输入时不显示）"))
        .satisfies(told -> assertThat(told.out()).contains("已写入"));
  }
}
