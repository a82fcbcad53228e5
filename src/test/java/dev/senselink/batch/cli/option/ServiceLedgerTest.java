package dev.senselink.batch.cli.option;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.fixture.OtherUser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is not the service's user keeps off its server. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no such service")
class ServiceLedgerTest {
  private static final URI SERVER = URI.create("https://doors.example:8443");

  @TempDir Path tmp;
  private Path file;
  private Path data;

  @BeforeEach
  void service() throws IOException {
    data = Files.createDirectory(tmp.resolve("ledger"));
    file = tmp.resolve("senselink.yml");
    Files.writeString(file, "server: https://doors.example:8443\ndata: ledger\napp-key: k\n");
    OtherUser.mode(file, "rw-r-----");
  }

  private void check(URI server, String... args) {
    ServiceLedger.check(file, server, List.of(args));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://doors.example:8443", "https://DOORS.example:8443/"})
  void another_user_is_told_the_command_to_type(String server) throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(data);

    assertThatThrownBy(
            () ->
                check(URI.create(server), "import", "users", "my staff.csv", "--app-key", "geheim"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(
            "`sudo -u " + OtherUser.NAME + " senselink import users 'my staff.csv' --app-key KEY`")
        .hasMessageContaining(data.toString());
  }

  @Test
  void the_service_s_own_user_passes() {
    assertThatCode(() -> check(SERVER, "runs")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://doors.example", "https://other.example:8443"})
  void another_server_is_nobody_s_business(String server) throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(data);

    assertThatCode(() -> check(URI.create(server), "runs")).doesNotThrowAnyException();
  }

  @Test
  void a_file_that_others_could_have_written_names_no_service() throws IOException {
    OtherUser.mustExist();
    OtherUser.owns(data);
    OtherUser.mode(file, "rw-rw-rw-");

    assertThatCode(() -> check(SERVER, "runs")).doesNotThrowAnyException();
  }
}
