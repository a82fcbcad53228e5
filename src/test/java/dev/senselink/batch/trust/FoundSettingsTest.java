package dev.senselink.batch.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.Main;
import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.OtherUser;
import dev.senselink.batch.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A {@code senselink.yml} that lies in the folder, and that nobody has named. */
@Tag("slow")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such modes there")
class FoundSettingsTest {
  private static final String SECRET = "an-app-secret-of-a-test";

  /** The engine that needs no second to load. */
  private static final String QUICK = "photo-engine: thumbnailator\nface-check: off\n";

  private static final byte[] HEIC =
      "\0\0\0\24ftypheic\0\0\0\0mif1".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private Path settings;
  private Path program;
  private Path seen;

  private record Ended(int exit, String out, String err) {}

  /** A converter that notes what it was given. */
  @BeforeEach
  void leaveSettings() throws IOException {
    program = Files.createDirectory(folder.resolve("bin")).resolve("converter");
    seen = folder.resolve("seen");
    Files.writeString(program, "#!/bin/sh\nenv >'" + seen + "'\n");
    OtherUser.mode(program, "rwx------");
    Files.createDirectories(folder.resolve("photos"));
    Files.write(folder.resolve("photos/1.jpg"), HEIC);
    Files.writeString(folder.resolve("roster.csv"), "jobNumber,name\n1,Ana\n");
    settings = folder.resolve("senselink.yml");
    Files.writeString(settings, QUICK + "heic-converter: '\"" + program + "\" {in} {out}'\n");
    OtherUser.mode(settings, "rw-r--r--");
  }

  @Test
  void one_s_own_is_obeyed_and_named_and_a_converter_gets_no_secret() throws IOException {
    Ended ended = run(Map.of("SENSELINK_APP_SECRET", SECRET), "validate", "users", "roster.csv");

    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    assertThat(ended.err()).contains("settings: " + settings.toRealPath());
    assertThat(seen).content().contains("PATH=").doesNotContain("SENSELINK_", SECRET);
  }

  @Test
  void another_user_s_is_refused() throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(settings);

    assertRefused("belongs to " + OtherUser.NAME);
  }

  @Test
  void one_that_others_may_write_is_refused() throws IOException {
    OtherUser.mode(settings, "rw-r--rw-");

    assertRefused("can change it");
  }

  @Test
  void one_in_a_folder_that_others_may_write_is_refused() throws IOException {
    OtherUser.mode(folder, "rwxrwxrwx");

    assertRefused("can change its folder");
  }

  @Test
  void a_group_of_several_is_others_and_one_s_own_group_is_not() throws IOException {
    OtherUser.mustExist();
    OtherUser.mode(settings, "rw-rw-r--");
    OtherUser.group(settings, "root");
    assertThat(run(Map.of(), "validate", "users", "roster.csv").exit()).isEqualTo(3);
    Files.delete(seen);

    OtherUser.group(settings, "daemon");
    assertRefused("can change it");
  }

  /** Whoever names it knows it; but that others could change it is said. */
  @Test
  void one_that_is_named_is_obeyed_with_a_warning() throws IOException {
    OtherUser.mode(settings, "rw-r--rw-");

    Ended ended = run(Map.of(), "validate", "users", "roster.csv", "--config", settings.toString());

    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    assertThat(ended.err()).contains("warning: " + settings).contains("can change it");
    assertThat(seen).exists();
  }

  @Test
  void a_converter_that_others_may_write_is_not_run() throws IOException {
    OtherUser.mode(program, "rwxrwxrwx");

    Ended ended = run(Map.of(), "validate", "users", "roster.csv");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("--heic-converter").contains("is not run");
    assertThat(seen).doesNotExist();
  }

  /** The shell is root's; what it is to run is not. */
  @Test
  void nor_is_a_script_that_others_may_write() throws IOException {
    Files.writeString(settings, QUICK + "heic-converter: 'sh \"" + program + "\" {in} {out}'\n");
    OtherUser.mode(program, "rwxrwxrwx");

    Ended ended = run(Map.of(), "validate", "users", "roster.csv");

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("--heic-converter").contains("is not run");
    assertThat(seen).doesNotExist();
  }

  /** As a dot or another relative entry of {@code PATH} would have it. */
  @Test
  void a_converter_is_not_looked_for_below_the_folder() throws IOException {
    Files.writeString(settings, QUICK + "heic-converter: converter {in} {out}\n");

    Ended ended =
        run(Map.of("PATH", "bin:" + System.getenv("PATH")), "validate", "users", "roster.csv");

    assertThat(ended.exit()).as(ended.err()).isEqualTo(3);
    assertThat(seen).doesNotExist();
  }

  @Test
  void a_server_that_only_it_names_gets_no_signature_before_it_was_confirmed() throws IOException {
    try (Sandbox sandbox = Sandbox.start()) {
      Map<String, String> environment = secretOf(sandbox);
      Files.writeString(settings, "server: " + sandbox.url() + "\ndata: data\n");

      Ended first = run(environment, "company");

      assertThat(first.exit()).isEqualTo(2);
      assertThat(first.err()).contains(sandbox.url().toString(), "doctor", "--server");
      assertThat(sandbox.calls()).isEmpty();

      assertThat(run(environment, "doctor").exit()).isZero();
      assertThat(run(environment, "company").exit()).isZero();
      assertThat(Files.readString(folder.resolve("data/known-servers")))
          .doesNotContain(sandbox.appSecret(), sandbox.appKey(), "127.0.0.1");
    }
  }

  @Test
  void typing_it_or_naming_it_in_the_environment_confirms_it() throws IOException {
    try (Sandbox sandbox = Sandbox.start()) {
      Map<String, String> environment = secretOf(sandbox);
      Files.writeString(settings, "server: " + sandbox.url() + "\ndata: data\n");
      Map<String, String> variable = new LinkedHashMap<>(environment);
      variable.put("SENSELINK_SERVER", sandbox.url().toString());

      assertThat(run(variable, "company").exit()).isZero();
      assertThat(run(environment, "company").exit()).isZero();
      Files.delete(folder.resolve("data/known-servers"));
      String typed = sandbox.url().toString();
      assertThat(run(environment, "company", "--server", typed).exit()).isZero();
      assertThat(run(environment, "company").exit()).isZero();
    }
  }

  private static Map<String, String> secretOf(Sandbox sandbox) {
    return Map.of(
        "SENSELINK_APP_KEY", sandbox.appKey(), "SENSELINK_APP_SECRET", sandbox.appSecret());
  }

  private void assertRefused(String why) {
    Ended ended = run(Map.of(), "validate", "users", "roster.csv");

    assertThat(ended.exit()).as(ended.err()).isEqualTo(2);
    assertThat(ended.err()).contains("senselink.yml").contains(why);
    assertThat(seen).doesNotExist();
  }

  private Ended run(Map<String, String> environment, String... args) {
    try (OtherProcess program = OtherProcess.start(folder, environment, Main.class, args)) {
      String out = String.join("\n", program.restOfLines());
      return new Ended(program.exitCode(), out, program.errors());
    }
  }
}
