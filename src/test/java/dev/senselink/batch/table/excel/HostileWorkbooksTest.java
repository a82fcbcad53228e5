package dev.senselink.batch.table.excel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.senselink.batch.photo.ZipFiles;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.XlsxFile;
import dev.senselink.batch.table.TableFileException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks made to do harm: what they want does not happen, and they are refused in one line. */
@Tag("slow")
class HostileWorkbooksTest {
  private static final String HEADER = XlsxFile.texts(1, List.of("name", "remark"));

  @TempDir private Path folder;

  private static int read(Path file) {
    int rows = 0;
    try (Roster roster = Roster.open(file, "staff", RosterSettings.of(RosterKind.USERS))) {
      while (roster.next() != null) {
        rows++;
      }
    }
    return rows;
  }

  private void assertRefused(Path file, String says) {
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(() -> read(file))
        .withMessageStartingWith("CORRUPT: staff: ")
        .withMessageContaining(says);
  }

  private Path file() {
    return folder.resolve("staff.xlsx");
  }

  private static XlsxFile staff() {
    return new XlsxFile().sheet("Staff", HEADER, XlsxFile.texts(2, List.of("Ana", "x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/richValueRel.xml"
      })
  void no_part_reads_a_file_or_asks_a_server(String part) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "open sesame", UTF_8);
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
      for (String type :
          new String[] {
            "<!DOCTYPE a SYSTEM '" + url + "'>",
            "<!DOCTYPE a [<!ENTITY % b SYSTEM '" + url + "'> %b;]>",
            "<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>",
            "<!DOCTYPE a>"
          }) {
        XlsxFile workbook = staff().texts("<t>a</t>").styles(0);
        workbook.referTo("m", "sheetMetadata", "metadata.xml").part("xl/metadata.xml", "<m/>");
        workbook.referTo("v", "richValueRel", "richValueRel.xml");
        workbook.part(part, type + "<a><t>&e;</t></a>");
        assertThatExceptionOfType(TableFileException.class)
            .isThrownBy(() -> read(workbook.write(file())))
            .withMessageContaining("declares a document type")
            .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sesame"));
      }
      assertThat(asked).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void entities_that_multiply_are_not_expanded() throws IOException {
    XlsxFile workbook = staff().texts("<t>a</t>");
    workbook.part(
        "xl/sharedStrings.xml",
        "<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><sst><si><t>&b;</t></si></sst>");

    assertRefused(workbook.write(file()), "declares a document type");
  }

  @Test
  void a_part_of_more_than_a_thousand_times_its_size_is_not_unpacked_to_its_end()
      throws IOException {
    Path bomb = bomb("xl/worksheets/sheet1.xml", 64L << 20);

    assertRefused(bomb, "more than a thousand times its size");
  }

  @Test
  void a_part_of_more_than_a_gigabyte_is_not_unpacked_to_its_end() throws IOException {
    // Random enough to pass the ratio, so only the size can tell.
    byte[] block = new byte[1 << 16];
    new Random(7).nextBytes(block);
    for (int i = 128; i < block.length; i++) {
      block[i] = ' ';
    }
    ZipEntry entry = new ZipEntry("xl/worksheets/sheet1.xml");
    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(
            () -> {
              entry.setCompressedSize(5 << 20);
              try (XlsxZip zip = XlsxZip.open(staff().write(file()), "staff");
                  WorkbookPartStream part =
                      new WorkbookPartStream(new Endless(block), entry, zip)) {
                part.transferTo(OutputStream.nullOutputStream());
              }
            })
        .withMessageContaining("more than 1 GB");
  }

  /** Each time alone it is sound. */
  @Test
  void a_part_that_is_named_again_and_again_is_not_unpacked_for_ever() throws IOException {
    Path file = staff().write(file());
    String part = "xl/worksheets/sheet1.xml";
    try (XlsxZip zip = XlsxZip.open(file, "staff", 3 * unpacked(file, part))) {
      for (int time = 0; time < 3; time++) {
        assertThat(read(zip, part)).isPositive();
      }
      assertThatExceptionOfType(TableFileException.class)
          .isThrownBy(() -> read(zip, part))
          .withMessageContaining("unpack to more than a workbook of this size holds");
    }
  }

  private static long unpacked(Path file, String part) throws IOException {
    try (XlsxZip zip = XlsxZip.open(file, "staff")) {
      return read(zip, part);
    }
  }

  private static long read(XlsxZip zip, String part) throws IOException {
    try (InputStream in = zip.open(part)) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** So that each of them is all the others too. */
  @Test
  void parts_that_lie_one_over_another_are_not_read() throws IOException {
    Path file = staff().write(file());
    ZipFiles.patch(file, ZipFiles.CENTRAL, 20, (short) Files.size(file)); // what each is packed to

    assertRefused(file, "more room than the file has");
  }

  @Test
  void elements_without_an_end_inside_each_other_are_not_followed() throws IOException {
    XlsxFile workbook = new XlsxFile().sheetOf("Staff", "visible", "<a>".repeat(100_000));

    assertRefused(workbook.write(file()), "nested more than 96 elements deep");
  }

  /** They would be held in memory, and a thousand times larger there than packed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "xl/_rels/workbook.xml.rels|Relationships|<Relationship Id='r%d' Type='a/b' Target='c'/>",
        "xl/workbook.xml|workbook|<sheet name='%d' id='s1'/>",
        "xl/styles.xml|cellXfs|<xf numFmtId='%d'/>",
        "xl/styles.xml|numFmts|<numFmt numFmtId='%d' formatCode='0'/>"
      })
  void lists_that_no_workbook_is_so_long_of_are_not_read_to_their_end(String list)
      throws IOException {
    String[] words = list.split("\\|");
    StringBuilder entries = new StringBuilder("<" + words[1] + ">");
    for (int entry = 0; entry < 250_010; entry++) {
      entries.append(words[2].formatted(entry));
    }
    XlsxFile workbook = staff().styles(0).part(words[0], entries + "</" + words[1] + ">");

    assertRefused(workbook.write(file()), words[0] + " lists more than 250,000 entries");
  }

  @Test
  void a_zip_of_more_parts_than_any_workbook_has_is_not_listed() throws IOException {
    Path file = file();
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
      for (int part = 0; part <= 250_000; part++) {
        zip.putNextEntry(new ZipEntry("xl/" + part));
      }
    }

    assertRefused(file, "staff lists more than 250,000 entries");
  }

  @Test
  void a_sound_workbook_of_blanks_is_no_bomb() throws IOException {
    String[] rows = new String[30_000];
    rows[0] = HEADER;
    for (int i = 1; i < rows.length; i++) {
      rows[i] = XlsxFile.texts(i + 1L, List.of("Ana", ""));
    }
    Path file = new XlsxFile().sheet("Staff", rows).write(file());

    assertThat(read(file)).isEqualTo(29_999);
  }

  @Test
  void a_cell_of_more_than_a_megabyte_is_refused() throws IOException {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < 2_000_000) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    Path shared = staff().texts("<t>" + text + "</t>").write(folder.resolve("shared.xlsx"));
    Path inline =
        new XlsxFile()
            .sheet("Staff", HEADER, XlsxFile.texts(2, List.of("Ana", text.toString())))
            .write(folder.resolve("inline.xlsx"));

    assertRefused(shared, "more than 1 MB");
    assertRefused(inline, "more than 1 MB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r='1' spans='%s'/>",
        "<row r=\"1\" spans=\"'>'%s\"/>",
        "<row r='1' %s='1'/>",
        "<%s/>",
        "<!-->%s-->",
        "<!-- > -> - ->%s-->",
        "<?a >%s?>",
        "<![CDATA[ > ]] > %s]]>",
      })
  void markup_of_more_than_a_megabyte_is_refused_before_a_parser_keeps_it(String markup)
      throws IOException {
    String sound = markup.formatted("x".repeat(1000));
    String sheet = "<sheetData>" + HEADER + XlsxFile.texts(2, List.of("Ana")) + "</sheetData>";
    String before = "<a b='&gt;\">' c=\"'\"/><!--a-b->--><?c ?d?><![CDATA[]]]]><d>text's</d>";
    for (String prefix : new String[] {"", before}) {
      assertRefused(
          new XlsxFile()
              .sheetOf("Staff", "visible", prefix + markup.formatted("x".repeat(2 << 20)) + sheet)
              .write(file()),
          "tag or comment of more than 1 MB");
      assertThat(
              read(
                  new XlsxFile()
                      .sheetOf("Staff", "visible", (prefix + sound).repeat(1500) + sheet)
                      .write(file())))
          .isEqualTo(1);
    }
  }

  @Test
  void a_sheet_that_claims_to_be_as_large_as_can_be_takes_no_more_room() throws IOException {
    XlsxFile workbook =
        new XlsxFile()
            .sheetOf(
                "Staff",
                "visible",
                "<dimension ref='A1:XFD1048576'/><sheetData>"
                    + HEADER
                    + XlsxFile.row(2, XlsxFile.text("Ana"))
                    + "<row r='1048576'><c r='A1048576' t='str'><v>Bo</v></c><c r='XFD1048576' s='9'/></row></sheetData>");

    assertThat(read(workbook.write(file()))).isEqualTo(2);
  }

  @Test
  void one_flipped_bit_of_a_name_is_found_before_the_first_row() throws IOException {
    byte[] whole = Files.readAllBytes(stored("Ana Ng"));
    int at = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("Ana Ng");
    whole[at] ^= 4;
    Path flipped = Files.write(folder.resolve("flipped.xlsx"), whole);

    assertThatExceptionOfType(TableFileException.class)
        .isThrownBy(
            () -> Roster.open(flipped, "staff", RosterSettings.of(RosterKind.USERS)).close())
        .withMessageContaining("sheet1.xml was changed after packing");
  }

  /** A workbook whose sheet is not compressed, so that a bit of its text can be flipped. */
  private Path stored(String name) throws IOException {
    Path packed = staff().write(folder.resolve("packed.xlsx"));
    byte[] sheet =
        ("<worksheet><sheetData>"
                + HEADER
                + XlsxFile.texts(2, List.of(name))
                + "</sheetData></worksheet>")
            .getBytes(UTF_8);
    CRC32 crc = new CRC32();
    crc.update(sheet);
    Path file = folder.resolve("stored.xlsx");
    try (var from = new java.util.zip.ZipFile(packed.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
      for (ZipEntry entry : from.stream().toList()) {
        if (!entry.getName().endsWith("sheet1.xml")) {
          to.putNextEntry(new ZipEntry(entry.getName()));
          from.getInputStream(entry).transferTo(to);
        }
      }
      ZipEntry entry = new ZipEntry("xl/worksheets/sheet1.xml");
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(sheet.length);
      entry.setCrc(crc.getValue());
      to.putNextEntry(entry);
      to.write(sheet);
    }
    return file;
  }

  private Path bomb(String part, long size) throws IOException {
    Path packed = staff().write(folder.resolve("packed.xlsx"));
    Path file = folder.resolve("bomb.xlsx");
    byte[] blanks = new byte[1 << 20];
    java.util.Arrays.fill(blanks, (byte) ' ');
    try (var from = new java.util.zip.ZipFile(packed.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(file))) {
      to.setLevel(9);
      for (ZipEntry entry : from.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(part)) {
          to.write("<worksheet>".getBytes(UTF_8));
          for (long written = 0; written < size; written += blanks.length) {
            to.write(blanks);
          }
          to.write("</worksheet>".getBytes(UTF_8));
        } else {
          from.getInputStream(entry).transferTo(to);
        }
      }
    }
    return file;
  }

  /** The same bytes again and again. */
  private static final class Endless extends java.io.InputStream {
    private final byte[] block;

    Endless(byte[] block) {
      this.block = block.clone();
    }

    @Override
    public int read() {
      return block[0];
    }

    @Override
    public int read(byte[] buffer, int from, int most) {
      int n = Math.min(most, block.length);
      System.arraycopy(block, 0, buffer, from, n);
      return n;
    }
  }
}
