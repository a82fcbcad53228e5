package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.console.account.Account;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.fixture.ChildJava;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code console} for an office, and {@code console user}, as they are typed. */
class OfficeCommandTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;

  private record Told(int exit, String out, String err) {}

  private Path data() {
    return folder.resolve("data");
  }

  private Told type(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data().toString()));
    int exit = Typing.run(all, out, err);
    return new Told(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "--bind 0.0.0.0, in the open",
    "--bind 127.0.0.1, in the open",
    "--bind 0.0.0.0 --tls-cert c.pem, belong together",
    "--bind 0.0.0.0 --tls-key k.pem, belong together",
    "--tls-cert c.pem --tls-key k.pem, needs --bind",
    "--bind 0.0.0.0 --tls-cert c --tls-key k --behind-proxy https://x.example, either",
    "--proxy-from 10.0.0.0/8, --behind-proxy",
    "--behind-proxy http://x.example, that people open",
    "--behind-proxy https://u:p@x.example, that people open",
    "--behind-proxy https://x.example/console, that people open",
    "--behind-proxy https://x.example?a=b, that people open",
    "--bind 0.0.0.0 --behind-proxy https://x.example, needs --proxy-from",
    "--behind-proxy https://x.example --proxy-from 10.0.0.0/33, range of addresses",
    "--behind-proxy https://x.example --proxy-from proxy.example, range of addresses",
    "--bind office.example --tls-cert c --tls-key k, in numbers",
    "--bind 1.2.3.4.5 --tls-cert c --tls-key k, in numbers",
    "--sandbox --behind-proxy https://x.example, for this computer alone",
    "--sandbox --bind 127.0.0.1 --tls-cert c --tls-key k, for this computer alone",
    "--behind-proxy https://x.example, nobody could sign in"
  })
  void what_does_not_fit_together_is_told_and_nothing_is_opened(String options, String why) {
    List<String> words = new ArrayList<>(List.of("console", "--port", "0"));
    words.addAll(List.of(options.split(" ")));

    Told told = type(words.toArray(String[]::new));

    assertThat(told.exit()).as(told.err()).isEqualTo(2);
    assertThat(told.err()).contains(why).doesNotContain("u:p");
    assertThat(data().resolve("console/lock")).doesNotExist();
  }

  @Test
  void damaged_accounts_are_told_and_nothing_is_opened() throws IOException {
    Path file = Files.createDirectories(data().resolve("console")).resolve("accounts.json");
    Files.writeString(file, "{");

    for (Told told :
        List.of(
            type("console", "--port", "0", "--behind-proxy", "https://x.example"),
            type("console", "user", "list"),
            type("console", "user", "remove", "maria"))) {
      assertThat(told.exit()).isEqualTo(2);
      assertThat(told.err()).contains(file + " cannot be read", "add the accounts again");
    }
    assertThat(data().resolve("console/lock")).doesNotExist();
  }

  private Told withPassword(String password, String... words)
      throws IOException, InterruptedException {
    List<String> command = ChildJava.command("-XX:TieredStopAtLevel=1");
    command.add("dev.senselink.batch.Main");
    command.addAll(List.of(words));
    command.addAll(List.of("--data", data().toString()));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().write((password + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Told(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  @Tag("slow")
  void accounts_are_made_listed_changed_and_removed() throws IOException, InterruptedException {
    Told short11 =
        withPassword("elevenchars", "console", "user", "add", "maria", "--role", "admin");
    assertThat(short11.exit()).isEqualTo(2);
    assertThat(short11.err()).contains("at least 12 characters").doesNotContain("elevenchars");
    assertThat(type("console", "user", "list").out()).contains("no accounts");

    Told added = withPassword(PASSWORD, "console", "user", "add", "maria", "--role", "operator");
    assertThat(added.exit()).as(added.err()).isZero();
    assertThat(added.out()).contains("maria (operator)");
    Accounts accounts = new Accounts(data());
    Account maria = accounts.find("maria").orElseThrow();
    assertThat(accounts.isPassword(maria, PASSWORD)).isTrue();
    assertThat(type("console", "user", "list", "--json").out().strip())
        .isIn(
            "[{\"name\":\"maria\",\"role\":\"operator\"}]",
            "[{\"role\":\"operator\",\"name\":\"maria\"}]");

    Told changed =
        withPassword(
            "another horse battery", "console", "user", "passwd", "maria", "--role", "ADMIN");
    assertThat(changed.exit()).as(changed.err()).isZero();
    Account now = accounts.find("maria").orElseThrow();
    assertThat(now.role()).isEqualTo(Role.ADMIN);
    assertThat(now.stamp()).isNotEqualTo(maria.stamp());

    assertThat(type("console", "user", "remove", "maria").exit()).isZero();
    assertThat(accounts.all()).isEmpty();
    assertThat(type("console", "user", "remove", "maria").err()).contains("no account maria");
    String user = System.getProperty("user.name");
    try (var months = Files.list(data().resolve("console/audit"))) {
      assertThat(Files.readString(months.findFirst().orElseThrow()))
          .contains("\"account\":\"" + user + "\",\"what\":\"user.add\",\"user\":\"maria\"}")
          .contains("\"what\":\"user.passwd\"", "\"what\":\"user.remove\"")
          .doesNotContain("horse");
    }
  }

  @Test
  void a_role_is_one_of_three() {
    Told told = type("console", "user", "add", "maria", "--role", "boss");

    assertThat(told.exit()).isEqualTo(2);
    assertThat(told.err()).contains("--role");
  }
}
