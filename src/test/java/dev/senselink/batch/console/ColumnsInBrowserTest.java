package dev.senselink.batch.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.NeedsBrowser;
import dev.senselink.batch.fixture.Portraits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What was understood of a list, as a person sees and changes it in a browser. */
@NeedsBrowser
class ColumnsInBrowserTest {
  private static final String LIST =
      "天达科技有限公司员工名单,,,\n姓名,工号,Tel Nr,备注说明\n"
          + "王小明,A001,13800000001,<b>=1+1</b>\n李华,A002,13800000002,\n";

  @TempDir static Path folder;
  private static ConsoleStory story;

  @BeforeAll
  static void start() throws IOException {
    story = new ConsoleStory(folder, OpenConsole::on);
  }

  @AfterAll
  static void stop() {
    story.close();
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static String chosen(int column) {
    return story.tab.text("document.querySelector('[data-test=column-" + column + "]').value");
  }

  /** Chooses with the keyboard's means: the field has the focus, and its value changes. */
  private static void choose(String test, String value) {
    story.tab.value(
        "(e => { e.focus(); e.value = '%s'; e.dispatchEvent(new Event('change', {bubbles: true})) })"
                .formatted(value)
            + "(document.querySelector('[data-test="
            + test
            + "]')); 0");
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("staff/A001.jpg"));
      zip.write(Portraits.person(1, 700));
      zip.putNextEntry(new ZipEntry("staff/list.csv"));
      zip.write(LIST.getBytes(Charset.forName("GB18030")));
    }
    return bytes.toByteArray();
  }

  @Test
  void a_list_is_looked_at_and_its_columns_are_chosen() throws IOException {
    story.open("/imports");
    story.click("begin-users");
    story.until("#list", "The list");
    wrongFiles();
    story.click("next");
    story.until("h1", "What was understood");

    assertThat(story.tab.seen("[data-test=preview-row]")).isEqualTo(2);
    assertThat(story.text("table")).contains("王小明", "<b>=1+1</b>");
    assertThat(story.text("[data-test=encoding] option:checked")).contains("UTF-8");
    assertThat(story.tab.text("document.querySelector('[data-test=header-row]').value"))
        .isEqualTo("2");
    assertThat(chosen(1)).isEqualTo("name");
    assertThat(chosen(2)).isEqualTo("jobNumber");
    story.until("[data-test=note]", "Please check what is marked");
    story.looksWell("columns");
    story.looksWellInChinese("columns", "前几行");

    choose("column-3", "name");
    story.until("[data-test=problem]", "name is chosen for more than one column");
    assertThat(story.tab.text("document.activeElement.dataset.test")).isEqualTo("column-3");
    assertThat(story.tab.is("document.querySelector('[data-test=check]').disabled")).isTrue();
    story.looksWell("columns-twice");
    choose("column-3", "mobile");
    story.until("main:not(:has([data-test=problem])) [data-test=check]", "Check");
    choose("header-row", "9");
    story.until("[data-test=problem]", "no filled row on line 9");
    choose("header-row", "2");
    story.until("[data-test=preview-row] + [data-test=preview-row]", "李华");
    choose("column-4", "remark");
    story.until("main:not(:has([data-test=note])) [data-test=check]", "Check");

    story.press("check");
    story.until("[data-test=plan-count-create]", "1");
    story.onlyTheConsoleWasAsked();
  }

  private static void dropTwoLists() {
    story.tab.value(
        """
        (files => {
          for (const name of ['staff.csv', 'other.csv']) {
            files.items.add(new File([%s], name));
          }
          document.querySelector('[data-drop=list]')
            .dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true}));
        })(new DataTransfer()); 0"""
            .formatted(JsonMapper.shared().writeValueAsString(LIST)));
  }

  /** Each has a sentence and a button of its own. */
  private static void wrongFiles() throws IOException {
    Path zip = file("all.zip.xlsx", zip());
    story.tab.choose("[data-test=upload-list]", zip);
    story.until("[data-refused]", "this is a zip file");
    story.until("[data-refused] button", "Use it as photos");
    story.tab.choose(
        "[data-test=upload-photos]", file("a.csv", "name\n".getBytes(StandardCharsets.UTF_8)));
    story.until("[data-refused]", "this is a list, not a picture");
    story.until("[data-refused] button", "Use it as the list");
    story.tab.choose("[data-test=upload-photos]", file("all.zip", zip()));
    story.until("[data-test=photo-count]", "zip");
    story.until("[data-test=list-in-zip]", "staff/list.csv");
    story.looksWell("files-with-list-in-zip");
    story.click("use-list-in-zip");
    story.until("[data-test=list-name]", "list.csv");
    dropTwoLists();
    story.until("[data-refused]", "An import takes one list. Which one?");
    story.until("[data-refused] button + button", "Use other.csv");
    story.looksWell("files-two-lists");
    story.tab.value("document.querySelector('[data-refused] button').click(); 0");
    story.until("[data-test=list-name]", "staff.csv");
  }

  /** Both are dropped before the first byte of the list is on its way. */
  private static void dropListAndPhotos() {
    String photo = Base64.getEncoder().encodeToString(Portraits.person(1, 200));
    story.tab.value(
        """
        (photo => {
          const drop = (kind, ...all) => {
            const files = new DataTransfer();
            all.forEach(file => files.items.add(file));
            document.querySelector('[data-drop=' + kind + ']')
              .dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true}));
          };
          drop('list', new File([%s], 'staff.csv'));
          drop('photos', new File([photo], 'A001.jpg'), new File([photo], 'A002.jpg'));
          drop('photos', new File([photo], 'A003.jpg'));
        })(Uint8Array.from(atob('%s'), c => c.charCodeAt(0))); 0"""
            .formatted(JsonMapper.shared().writeValueAsString(LIST), photo));
  }

  @Test
  void photos_chosen_while_the_list_is_sent_are_sent_after_it() {
    story.open("/imports");
    story.click("begin-users");
    story.until("#list", "The list");

    dropListAndPhotos();

    story.until("[data-test=photo-count]", "3 photos");
    story.until("[data-test=list-name]", "staff.csv");
  }
}
