package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.table.TableFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {
  private static final Charset GB18030 = Charset.forName("GB18030");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"})
  void a_byte_order_mark_tells_the_encoding(String name) throws IOException {
    Path file = write(("\ufeffname,remark\n莫伟,😀é").getBytes(Charset.forName(name)));

    try (Roster roster = open(file, null)) {
      assertThat(roster.shape().encoding()).isEqualTo(name);
      assertThat(roster.shape().headers()).containsExactly("name", "remark");
      assertThat(roster.next().cells()).containsExactly("莫伟", "😀é");
    }
  }

  @Test
  void text_that_is_utf_8_to_its_end_is_utf_8() throws IOException {
    try (Roster roster = open(write("姓名\n莫伟".getBytes(UTF_8)), null)) {
      assertThat(roster.shape().encoding()).isEqualTo("UTF-8");
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("莫伟");
    }
  }

  @Test
  void gb18030_is_believed_where_a_header_is_one_of_our_chinese_ones() throws IOException {
    try (Roster roster = open(write("标题\n编号;姓名\n7;莫伟".getBytes(GB18030)), null)) {
      assertThat(roster.shape().encoding()).isEqualTo("GB18030");
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("莫伟");
    }
  }

  @Test
  void gb18030_is_not_believed_for_names_alone() throws IOException {
    assertUnknown(
        write("name\n季洁\n赵雷".getBytes(GB18030)), null, "GB18030 '季洁', '赵雷'", "--encoding");
  }

  @Test
  void gb18030_is_not_believed_for_a_chinese_header_below_the_first_ten_lines() throws IOException {
    assertUnknown(write(("name\n季洁\n" + "x\n".repeat(8) + "姓名").getBytes(GB18030)), null);
  }

  @Test
  void korean_is_never_read_as_chinese() throws IOException {
    Path file = write("name,이름\n김철수,홍길동\n".getBytes(Charset.forName("EUC-KR")));

    assertUnknown(file, null, "EUC-KR '이름', '김철수'");
  }

  @Test
  void japanese_is_never_read_as_chinese() throws IOException {
    Path file = write("氏名,電話\n佐藤,03\n".getBytes(Charset.forName("EUC-JP")));

    assertUnknown(file, null, "EUC-JP '氏名', '電話'");
  }

  @Test
  void one_wrong_byte_at_the_end_of_gb18030_is_no_gb18030() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("姓名\n莫伟\n".getBytes(GB18030));
    bytes.write(0xff);

    assertUnknown(write(bytes.toByteArray()), null);
  }

  @Test
  void the_message_shows_two_cells_at_most_and_never_a_whole_one() throws IOException {
    String letters = "é".repeat(500);
    Path file = write(("name\n" + letters + "\nàà\nôô").getBytes(Charset.forName("windows-1252")));

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> open(file, null))
        .withMessageContaining("…', 'àà'")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("ôô").hasSizeLessThan(1000));
  }

  @Test
  void the_encoding_asked_for_is_used() throws IOException {
    Path file = write("name\nJosé".getBytes(Charset.forName("windows-1252")));
    try (Roster roster = open(file, "windows-1252")) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("José");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows-31j, Shift_JIS, 髙橋",
    "windows-31j, Shift_JIS, 﨑",
    "x-eucJP-Open, EUC-JP, 髙橋",
    "x-windows-950, Big5, 恒",
    "Big5-HKSCS, Big5, 恒嘅",
    "Big5-HKSCS, Big5-HKSCS, 嘅",
    "x-windows-949, EUC-KR, 뷁",
    "GB18030, GBK, 𠮷",
    "GB18030, GB2312, 喆"
  })
  void a_name_stands_for_what_Windows_writes_under_it(String written, String said, String name)
      throws IOException {
    Path file = write(("name\n" + name).getBytes(Charset.forName(written)));
    try (Roster roster = open(file, said)) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "windows-31j, Shift_JIS, 髙橋と﨑",
    "x-windows-950, Big5, 恒銹",
    "Big5-HKSCS, Big5, 嘅啲",
    "x-windows-949, EUC-KR, 뷁뷁"
  })
  void the_names_that_are_offered_work(String written, String offered, String name)
      throws IOException {
    Path file = write(("name\n" + name).getBytes(Charset.forName(written)));

    assertUnknown(file, null, offered + " '" + name + "'");
  }

  @Test
  void only_what_reads_the_whole_file_is_offered() throws IOException {
    Charset japanese = Charset.forName("EUC-JP");
    byte[] only = {(byte) 0x8f, (byte) 0xb0, (byte) 0xa1}; // three bytes, as EUC-JP alone has them
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("name\n佐藤\n".getBytes(japanese));
    bytes.writeBytes("x\n".repeat(50).getBytes(UTF_8));
    bytes.writeBytes(only);

    assertUnknown(write(bytes.toByteArray()), null, "EUC-JP '佐藤'");
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> open(write(bytes.toByteArray()), "EUC-KR"))
        .withMessageContaining("EUC-JP '佐藤'")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("GB18030"));
  }

  @Test
  void a_bad_byte_in_UTF_8_is_told_as_that_with_line_and_column() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("姓名,备注\n莫伟,好\n季洁,".getBytes(UTF_8));
    bytes.write(0xe9);
    bytes.writeBytes("x\n".getBytes(UTF_8));

    assertUnknown(write(bytes.toByteArray()), null, "line 3", "it is UTF-8", "character 4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ue000", "\uf8ff", "\udb80\udc00"})
  void a_character_of_private_use_is_a_bad_one(String c) throws IOException {
    Path file = write(("name\nLi" + c).getBytes(UTF_8));

    assertThat(last(file).faults()).extracting(CellFault::code).containsExactly("BAD_CHARACTER");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE, UTF-16LE", "UTF-16BE, UTF-16BE", "UTF-16BE, UTF-16"})
  void utf_16_without_a_mark_is_read_where_it_is_asked_for(String written, String asked)
      throws IOException {
    Path file = write("name\nJosé".getBytes(Charset.forName(written)));
    try (Roster roster = open(file, asked)) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("José");
    }
  }

  @Test
  void text_that_is_not_of_the_encoding_asked_for_is_told_with_its_line() throws IOException {
    Path file = write("name\r\nBo\rx\nJos\u00e9\n".getBytes(Charset.forName("windows-1252")));

    assertUnknown(file, "UTF-8", "line 4", "--encoding says UTF-8");
  }

  @Test
  void text_that_is_not_what_its_mark_says_is_told_with_its_line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("\ufeffname\n".getBytes(UTF_8));
    bytes.writeBytes("José".getBytes(Charset.forName("windows-1252")));

    assertUnknown(write(bytes.toByteArray()), null, "line 2", "its first bytes say UTF-8");
  }

  @Test
  void a_fault_far_down_is_found_before_the_first_row() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("name\n" + "Ana\n".repeat(100_000)).getBytes(UTF_8));
    bytes.write(0xe9);

    assertUnknown(write(bytes.toByteArray()), "UTF-8", "line 100002");
  }

  @Test
  void a_mark_and_an_option_that_disagree_are_told() throws IOException {
    assertUnknown(write("\ufeffname\nA".getBytes(UTF_8)), "GBK", "UTF-8", "GBK");
  }

  @Test
  void a_mark_and_an_option_that_agree_are_fine() throws IOException {
    try (Roster roster = open(write("\ufeffname\nA".getBytes(UTF_16LE)), "UTF-16")) {
      assertThat(roster.next().text(RosterColumn.NAME)).isEqualTo("A");
    }
  }

  @Test
  void a_replacement_character_is_never_made() throws IOException {
    // Half a surrogate pair is no character; half a file's last character neither.
    assertUnknown(write(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xd8, 0, 0, 'a'}), null);
    byte[] cut = "name\n莫".getBytes(UTF_8);
    assertUnknown(write(java.util.Arrays.copyOf(cut, cut.length - 1)), null);
    assertUnknown(write("\ufeffname\nA".getBytes(UTF_16BE), 1), null);
  }

  @Test
  void many_nuls_are_binary_and_one_is_a_bad_character_of_its_row() throws IOException {
    String start = "name,remark\nAna," + "x".repeat(250) + "\n";
    Path binary = write((start + "Bo,\0\0\0\0").getBytes(UTF_8));
    Path early = write((start + "Bo,a\0b").getBytes(UTF_8));
    Path late = write((start.repeat(1) + "Bo,x\n".repeat(1000) + "Cy,\0").getBytes(UTF_8));

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> open(binary, null))
        .withMessageStartingWith("NOT_A_ROSTER")
        .withMessageContaining("--encoding UTF-16LE");
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> open(write("\ufeffname\n\0\0\0\0".getBytes(UTF_16LE)), null))
        .withMessageStartingWith("NOT_A_ROSTER");
    assertThat(last(write("name,jobNumber\nAna\0,1\n".getBytes(UTF_8))).faults())
        .as("in a file of few letters too")
        .extracting(CellFault::code)
        .containsExactly("BAD_CHARACTER");
    assertThat(last(late).faults()).extracting(CellFault::code).containsExactly("BAD_CHARACTER");
    assertThat(last(early).ref()).isEqualTo(new RowReference(2, 3));
    assertThat(last(early).faults())
        .singleElement()
        .satisfies(fault -> assertThat(fault.code()).isEqualTo("BAD_CHARACTER"))
        .satisfies(fault -> assertThat(fault.reason()).contains("remark", "U+0000"));
  }

  private Row last(Path file) {
    try (Roster roster = open(file, null)) {
      Row last = roster.next();
      for (Row row = last; row != null; row = roster.next()) {
        last = row;
      }
      return last;
    }
  }

  private static Roster open(Path file, @Nullable String encoding) {
    RosterSettings settings = RosterSettings.of(RosterKind.USERS).withEncoding(encoding);
    return Roster.open(file, "staff.csv", settings);
  }

  private static void assertUnknown(Path file, @Nullable String encoding, String... says) {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> open(file, encoding))
        .satisfies(e -> assertThat(e.code()).isEqualTo(TableFileException.Code.ENCODING_UNKNOWN))
        .satisfies(e -> assertThat(says).allSatisfy(s -> assertThat(e.getMessage()).contains(s)));
  }

  private Path write(byte[] bytes) throws IOException {
    return write(bytes, 0);
  }

  private Path write(byte[] bytes, int cut) throws IOException {
    Path file = Files.createTempFile(folder, "roster", ".csv");
    return Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - cut));
  }
}
