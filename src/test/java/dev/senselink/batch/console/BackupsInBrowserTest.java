package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup from its making to the day on which it is needed. */
@NeedsBrowser
class BackupsInBrowserTest {
  private static final String PASSWORD = "a long pass phrase";

  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
    Path list = story.file("staff.csv", "name,jobNumber\nAna Lee,E1\nBo Chen,E2\nCy Ng,E3\n");
    story.typed(
        0, "import", "users", list.toString(), "--allow-no-photo", "--json", "--no-progress");
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  @Test
  void from_no_backup_to_people_who_are_back() throws IOException {
    story.open("/backups");
    assertThat(story.text("[data-test=backup-age]")).isEqualTo("There is no backup yet");
    story.looksWell("backups-none");
    story.press("backup-now");
    story.until("[data-test=backup-age]", "This backup was made");
    assertThat(story.text("main")).contains("Staff3", "Not verified yet");

    story.press("verify");
    story.until("[data-test=verified]", "Everything is as it was written");
    story.press("compare");
    story.until("[data-test=compared]", "The server is as in the backup");
    assertThat(zip()).isGreaterThan(1000);

    story.server().removePerson(story.person("Bo Chen")); // by others: whom we delete have left
    story.press("compare");
    story.until("[data-test=compared]", "One difference");
    story.press("restore-plan");
    story.until("[data-test=restore-question]", "One person would be created");
    story.looksWell("backup");
    story.looksWellInChinese("backup", "将新建 1 人");

    story.fill("form[action$=\"/restore\"] input[name=people]", "7");
    story.press("confirm");
    story.until("main", "That is not the number of people");
    story.tab.value("history.back(); 0");
    story.until("[data-test=restore-question]", "One person");
    story.fill("form[action$=\"/restore\"] input[name=people]", "1");
    story.press("confirm");
    story.until("[data-test=finished]", "All 3 rows are well");
    assertThat(story.typed(0, "user", "list", "--json")).contains("Ana Lee", "Bo Chen", "Cy Ng");

    story.open("/backups");
    story.until("[data-test=backup-age]", "The last backup was made");
    story.looksWell("backups");
    story.looksWellInChinese("backups", "上次备份");
    story.nothingCameFromOutside();
  }

  /** How large the zip is, which is a whole backup to whoever has the password. */
  private static long zip() throws IOException {
    String zip =
        story.tab.text(
            "(async () => {"
                + " const form = document.querySelector('form[action$=\"/zip\"]');"
                + " form.elements.password.value = '"
                + PASSWORD
                + "'; form.elements.again.value = '"
                + PASSWORD
                + "'; const answer = await fetch(form.action,"
                + " {method: 'POST', body: new URLSearchParams(new FormData(form))});"
                + " const bytes = new Uint8Array(await answer.arrayBuffer());"
                + " return btoa(Array.from(bytes, b => String.fromCharCode(b)).join('')); })()");
    Path file = folder.resolve("got.zip");
    Files.write(file, Base64.getDecoder().decode(zip));
    Path password = story.file("password", PASSWORD + "\n");
    story.typed(0, "verify", file.toString(), "--password-file=" + password, "--json");
    story.typed(5, "verify", file.toString(), "--json");
    return Files.size(file);
  }
}
