package dev.senselink.batch.console.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.fixture.OtherProcess;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.machine.RunningTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may sign in, and what passwords are taken. */
class AccountsTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path folder;
  private Accounts accounts;

  @BeforeEach
  void none() {
    accounts = QuickAccounts.in(folder.resolve("data"));
  }

  private Path file() {
    return folder.resolve("data/console/accounts.json");
  }

  @Test
  void an_account_is_kept_for_its_user_only_and_its_password_nowhere() throws Exception {
    accounts.add("Maria", Role.OPERATOR, PASSWORD);

    Account maria = accounts.find("maria").orElseThrow();
    assertThat(maria.role()).isEqualTo(Role.OPERATOR);
    assertThat(maria.password()).startsWith("$2a$");
    assertThat(accounts.isPassword(maria, PASSWORD)).isTrue();
    assertThat(accounts.isPassword(maria, PASSWORD + "x")).isFalse();
    assertThat(Files.readString(file())).doesNotContain(PASSWORD);
    assertThat(maria.toString()).doesNotContain("$2a$");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  /** Whoever has the file tries each password as slowly as the program does. */
  @Test
  void how_much_a_guess_costs_is_not_the_test_s() throws Exception {
    new Accounts(folder.resolve("data")).add("maria", Role.VIEWER, PASSWORD);

    Account maria = accounts.find("maria").orElseThrow();
    assertThat(maria.password()).startsWith("$2a$11$");
    assertThat(accounts.isPassword(maria, PASSWORD)).isTrue();
  }

  @Test
  void whatever_is_changed_makes_another_stamp() throws Exception {
    accounts.add("maria", Role.VIEWER, PASSWORD);
    Account first = accounts.find("maria").orElseThrow();

    accounts.change("maria", null, PASSWORD);
    Account second = accounts.find("maria").orElseThrow();
    accounts.change("maria", Role.ADMIN, "another horse battery");
    Account third = accounts.find("maria").orElseThrow();

    assertThat(List.of(first.stamp(), second.stamp(), third.stamp())).doesNotHaveDuplicates();
    assertThat(second.role()).isEqualTo(Role.VIEWER);
    assertThat(third.role()).isEqualTo(Role.ADMIN);
    assertThat(accounts.isPassword(third, PASSWORD)).isFalse();
    accounts.remove("maria");
    assertThat(accounts.all()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"elevenchars", "aaaaaaaaaaaa", "maria is here now", "Maria is here now"})
  void a_password_that_is_too_weak_is_refused(String password) {
    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.add("maria", Role.VIEWER, password));
    assertThat(file()).doesNotExist();
  }

  /** What bcrypt does not see would be no part of the password. */
  @Test
  void more_than_72_bytes_are_no_password() throws Exception {
    String most = "密".repeat(23) + "abc";
    accounts.add("maria", Role.VIEWER, most);
    Account maria = accounts.find("maria").orElseThrow();

    assertThat(accounts.isPassword(maria, most)).isTrue();
    assertThat(accounts.isPassword(maria, most + "d")).isFalse();
    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.change("maria", null, most + "d"))
        .withMessageContaining("72 bytes");
  }

  @Test
  void a_letter_is_the_same_however_it_was_typed() throws Exception {
    accounts.add("maria", Role.VIEWER, "caf\u00e9 au lait noir");

    assertThat(accounts.isPassword(accounts.find("maria").orElseThrow(), "cafe\u0301 au lait noir"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "owner", "Owner", "../x", "a b", "<i>", "-x"})
  void what_cannot_be_a_name_is_refused(String name) {
    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.add(name, Role.ADMIN, PASSWORD));
  }

  @Test
  void a_second_one_of_a_name_and_a_change_of_none_are_refused() throws Exception {
    accounts.add("maria", Role.VIEWER, PASSWORD);

    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.add("MARIA", Role.ADMIN, PASSWORD))
        .withMessageContaining("passwd");
    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.change("nobody", null, PASSWORD));
    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.remove("nobody"));
    assertThat(accounts.find("maria").orElseThrow().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void of_many_who_change_at_once_none_is_lost() throws Exception {
    List<RunningTask> all = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      String name = "person" + n;
      all.add(
          Machine.real()
              .start(
                  name,
                  () -> {
                    try {
                      QuickAccounts.in(folder.resolve("data")).add(name, Role.VIEWER, PASSWORD);
                    } catch (IOException | AccountRefusedException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    for (RunningTask one : all) {
      one.join();
    }

    assertThat(accounts.all()).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{}", "null", "[{}]", "[1]", "[{\"name\":\"x\",\"role\":\"boss\"}]"})
  void accounts_that_cannot_be_read_are_nobody_s(String damaged) throws Exception {
    accounts.add("maria", Role.VIEWER, PASSWORD);
    Files.writeString(file(), damaged);

    assertThatExceptionOfType(AccountsUnreadableException.class)
        .isThrownBy(() -> accounts.find("maria"))
        .withMessageContaining("accounts.json cannot be read");
    assertThatExceptionOfType(AccountsUnreadableException.class)
        .isThrownBy(() -> accounts.add("other", Role.ADMIN, PASSWORD));
    assertThat(Files.readString(file())).isEqualTo(damaged);
  }

  @Test
  void a_name_is_the_same_however_it_is_written() throws Exception {
    accounts.add("Jos\u00e9.kirsi", Role.VIEWER, PASSWORD);

    for (String name :
        List.of(
            "jose\u0301.kirsi",
            "JOS\u00c9.KIRSI",
            "jos\u00e9.k\u0131rs\u0131",
            "\uff4aos\u00e9.kirsi")) {
      assertThat(accounts.find(name)).as(name).isPresent();
      assertThatExceptionOfType(AccountRefusedException.class)
          .isThrownBy(() -> accounts.add(name, Role.ADMIN, PASSWORD));
    }
    assertThat(accounts.find("jose.kirsi")).isEmpty();
    assertThatExceptionOfType(AccountRefusedException.class)
        .isThrownBy(() -> accounts.add("\uff4fwner", Role.ADMIN, PASSWORD));
    accounts.add("Jo\u0308rg", Role.VIEWER, PASSWORD);
    assertThat(accounts.find("j\u00f6rg").orElseThrow().name()).isEqualTo("J\u00f6rg");
  }

  @Test
  void who_changes_them_in_another_process_is_waited_for() throws Exception {
    accounts.add("maria", Role.VIEWER, PASSWORD);
    String lock = file().resolveSibling("accounts.lock").toString();
    RunningTask adding;
    try (OtherProcess other = OtherProcess.start(folder, HoldingAccounts.class, lock)) {
      assertThat(other.line()).as(other::errors).isEqualTo("locked true");
      adding = Machine.real().start("adding", () -> add("peter"));

      assertThat(Until.within(Duration.ofSeconds(2), () -> isThere("peter"))).isFalse();
      other.kill();
    }
    adding.join();
    assertThat(isThere("peter")).isTrue();
  }

  private void add(String name) {
    try {
      accounts.add(name, Role.VIEWER, PASSWORD);
    } catch (IOException | AccountRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isThere(String name) {
    try {
      return accounts.find(name).isPresent();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
