package dev.senselink.batch.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fixture.OtherUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where a configuration is found that nobody has named. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no such modes there")
class ConfigurationPlacesTest {
  @TempDir Path tmp;
  private final Map<String, String> environment = new HashMap<>();
  private Path here;
  private Path system;

  @BeforeEach
  void places() throws IOException {
    here = Files.createDirectory(tmp.resolve("here"));
    system = tmp.resolve("etc/senselink/senselink.yml");
  }

  private ConfigurationPlaces.Found find() {
    return new ConfigurationPlaces(here, environment, system).find();
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "tries: 3\n");
  }

  @Test
  void nothing_is_found_where_nothing_is() {
    environment.put("HOME", tmp.resolve("home").toString());

    assertThat(find().file()).isNull();
    assertThat(find().skipped()).isEmpty();
  }

  @Test
  void the_current_folder_comes_first_then_the_user_then_the_machine() throws IOException {
    environment.put("HOME", tmp.resolve("home").toString());
    environment.put("XDG_CONFIG_HOME", tmp.resolve("xdg").toString());
    write(system);
    assertThat(find().file()).isEqualTo(system);

    Path user = write(tmp.resolve("xdg/senselink-batch/senselink.yml"));
    assertThat(find().file()).isEqualTo(user);
    assertThat(find().here()).isFalse();

    write(here.resolve("senselink.yml"));
    assertThat(find().file()).isEqualTo(here.resolve("senselink.yml"));
    assertThat(find().here()).isTrue();
  }

  @Test
  void without_xdg_the_user_s_is_below_home() throws IOException {
    environment.put("HOME", tmp.resolve("home").toString());
    environment.put("XDG_CONFIG_HOME", "relative");
    Path user = write(tmp.resolve("home/.config/senselink-batch/senselink.yml"));

    assertThat(find().file()).isEqualTo(user);
  }

  /** Of Windows with a shell that has a HOME too. */
  @Test
  void a_file_below_home_counts_though_there_is_appdata() throws IOException {
    environment.put("HOME", tmp.resolve("home").toString());
    environment.put("APPDATA", tmp.resolve("roaming").toString());
    Path roaming = write(tmp.resolve("roaming/senselink-batch/senselink.yml"));
    assertThat(find().file()).isEqualTo(roaming);

    Path user = write(tmp.resolve("home/.config/senselink-batch/senselink.yml"));

    assertThat(find().file()).isEqualTo(user);
  }

  @Test
  void each_must_be_nobody_else_s_to_write() throws IOException {
    OtherUser.mode(write(system), "rw-rw-rw-");

    assertThatThrownBy(this::find)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(system.toString());
  }
}
