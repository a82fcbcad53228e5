package dev.senselink.batch.cli.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.Shell;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.roster.XlsxFile;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a list's photos are: in its own cells, or beside it, without a word about it. */
@Tag("slow")
class ListPhotosTest {
  private static final int SIDE = 160;

  @TempDir Path folder;
  private Shell shell;
  private XSSFWorkbook book;
  private XSSFSheet sheet;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    book = new XSSFWorkbook();
    sheet = book.createSheet("花名册");
  }

  @AfterEach
  void close() throws IOException {
    shell.close();
    book.close();
  }

  private void row(int line, String... cells) {
    XSSFRow row = sheet.createRow(line - 1);
    row.setHeightInPoints(80);
    for (int i = 0; i < cells.length; i++) {
      row.createCell(i).setCellValue(cells[i]);
    }
  }

  /** A picture from one row to another, in a column from 0. */
  private void picture(int person, int column, int from, int to) {
    int picture = book.addPicture(Portraits.person(person, SIDE), Workbook.PICTURE_TYPE_JPEG);
    XSSFClientAnchor anchor =
        new XSSFClientAnchor(9525, 9525, 9525, 900_000, column, from - 1, column + 1, to - 1);
    sheet.createDrawingPatriarch().createPicture(anchor, picture);
  }

  private Path saved() throws IOException {
    Path file = folder.resolve("员工.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
    return file;
  }

  private PersonView person(String name) {
    return shell.sandbox().people().stream()
        .filter(person -> person.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody is called " + name));
  }

  private Path beside(String place, String name, int person) throws IOException {
    Files.createDirectories(folder.resolve(place));
    return Files.write(folder.resolve(place).resolve(name), Portraits.person(person, SIDE));
  }

  @Test
  void a_list_from_personnel_with_merged_departments_and_pictures_in_it() throws IOException {
    row(1, "2026年员工花名册");
    row(2, "部门", "姓名", "工号", "照片");
    row(3, "服装", "莫伟", "1001", "");
    row(4, "", "严奕泽", "1002", "");
    row(5, "财务", "欧阳娜娜", "1003", "");
    sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 3));
    sheet.addMergedRegion(new CellRangeAddress(2, 3, 0, 0));
    picture(9, 0, 1, 1); // the company's mark beside the title
    picture(1, 3, 3, 3);
    picture(2, 3, 4, 4);
    picture(3, 3, 5, 5);

    Shell.Told done = shell.importing(saved(), "--create-missing");

    assertThat(done.exit()).as(done.all()).isZero();
    assertThat(done.err())
        .contains("部门: 1 row takes the value of a merged cell above, line 4")
        .contains("pictures in the cells of the workbook: 3");
    assertThat(shell.column("results.csv", "photo"))
        .containsExactly("员工.xlsx#D3", "员工.xlsx#D4", "员工.xlsx#D5");
    assertThat(person("莫伟").departmentId())
        .isEqualTo(person("严奕泽").departmentId())
        .isNotEqualTo(person("欧阳娜娜").departmentId())
        .isNotZero();
    assertThat(shell.sandbox().people()).hasSize(3).allMatch(p -> p.avatarId() != null);
    assertThat(shell.importing(saved(), "--create-missing").exit()).isZero(); // and nobody twice
    assertThat(shell.sandbox().people()).hasSize(3);
  }

  @Test
  void a_picture_over_two_rows_or_beside_a_file_is_nobodys() throws IOException {
    row(1, "name", "jobNumber", "photo");
    row(2, "Ana", "1", "");
    row(3, "Bo", "2", "");
    row(4, "Cy", "3", "");
    row(5, "Di", "4", "gone.jpg");
    row(6, "Ed", "5", "");
    row(7, "Flo", "6", "");
    picture(1, 2, 2, 3);
    picture(3, 2, 4, 4);
    beside("photos", "3.jpg", 3);
    picture(4, 2, 5, 5);
    picture(5, 2, 6, 6);
    picture(7, 2, 7, 7);
    picture(8, 1, 7, 7); // in another column than that of the photos

    Shell.Told told = shell.importing(saved());

    assertThat(told.exit()).isEqualTo(3);
    assertThat(shell.column("results.csv", "code"))
        .containsExactly(
            "PHOTO_AMBIGUOUS", "PHOTO_AMBIGUOUS", "PHOTO_AMBIGUOUS", "PHOTO_AMBIGUOUS", "", "");
    assertThat(shell.column("results.csv", "reason"))
        .anyMatch(reason -> reason.contains("the picture 员工.xlsx#C2 lies over several rows"))
        .anyMatch(reason -> reason.contains("员工.xlsx#C4") && reason.contains("3.jpg"))
        .anyMatch(reason -> reason.contains("员工.xlsx#C5") && reason.contains("gone.jpg"));
    assertThat(shell.sandbox().people().stream().map(PersonView::name))
        .containsExactlyInAnyOrder("Ed", "Flo");
  }

  @Test
  void two_pictures_in_a_row_and_one_picture_twice_are_nobodys() throws IOException {
    row(1, "name", "jobNumber");
    row(2, "Ana", "1");
    row(3, "Bo", "2");
    row(4, "Cy", "3");
    picture(1, 2, 2, 2);
    picture(2, 3, 2, 2);
    picture(3, 2, 3, 3);
    picture(3, 2, 4, 4);

    shell.importing(saved());

    assertThat(shell.column("results.csv", "code"))
        .containsExactly("PHOTO_AMBIGUOUS", "PHOTO_SHARED", "PHOTO_SHARED");
    assertThat(shell.sandbox().people()).isEmpty();
  }

  @Test
  void pictures_that_wps_puts_into_cells_are_photos_too() throws IOException {
    String relations =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='p' Type='http://www.wps.cn/x/image' Target='media/image1.jpeg'/>"
            + "</Relationships>";
    String shown = "<c t='str'><f>_xlfn.DISPIMG(\"ID_A\",1)</f><v>=DISPIMG(\"%s\",1)</v></c>";
    Path roster =
        new XlsxFile()
            .sheet(
                "花名册",
                XlsxFile.row(1, XlsxFile.text("姓名"), XlsxFile.text("工号"), XlsxFile.text("照片")),
                XlsxFile.row(2, XlsxFile.text("莫伟"), XlsxFile.text("1"), shown.formatted("ID_A")),
                XlsxFile.row(3, XlsxFile.text("无图"), XlsxFile.text("2"), shown.formatted("ID_B")))
            .referTo("c", "cellImage", "cellimages.xml")
            .part("xl/_rels/cellimages.xml.rels", relations)
            .part(
                "xl/cellimages.xml",
                "<cellImages><cellImage><pic><nvPicPr><cNvPr id='1' name='ID_A'/></nvPicPr>"
                    + "<blipFill><blip embed='p'/></blipFill></pic></cellImage></cellImages>")
            .part("xl/media/image1.jpeg", Portraits.person(1, SIDE))
            .write(folder.resolve("员工.xlsx"));

    Shell.Told told = shell.importing(roster);

    assertThat(told.exit()).isEqualTo(3);
    assertThat(shell.column("results.csv", "photo").get(0)).isEqualTo("员工.xlsx#ID_A");
    assertThat(shell.column("results.csv", "code")).containsExactly("", "PHOTO_NOT_FOUND");
    assertThat(person("莫伟").avatarId()).isNotNull();
  }

  @Test
  void pictures_that_excel_places_in_cells_are_photos_too() throws IOException {
    String relations =
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + "<Relationship Id='p' Type='http://x/image' Target='../media/image1.jpeg'/>"
            + "</Relationships>";
    String value = "<c r='C%d' t='e'%s><v>#VALUE!</v></c>";
    Path roster =
        new XlsxFile()
            .sheet(
                "Staff",
                XlsxFile.row(1, XlsxFile.text("name"), XlsxFile.text("ID"), XlsxFile.text("photo")),
                XlsxFile.row(
                    2, XlsxFile.text("Ana"), XlsxFile.text("1"), value.formatted(2, " vm='1'")),
                XlsxFile.row(3, XlsxFile.text("Bo"), XlsxFile.text("2"), value.formatted(3, "")))
            .referTo("m", "sheetMetadata", "metadata.xml")
            .referTo("v", "rdRichValue", "richData/rdrichvalue.xml")
            .referTo("s", "rdRichValueStructure", "richData/rdrichvaluestructure.xml")
            .referTo("r", "richValueRel", "richData/richValueRel.xml")
            .part(
                "xl/metadata.xml",
                "<metadata><metadataTypes><metadataType name='XLRICHVALUE'/></metadataTypes>"
                    + "<futureMetadata name='XLRICHVALUE'><bk><extLst><ext><rvb i='0'/></ext>"
                    + "</extLst></bk></futureMetadata><valueMetadata><bk><rc t='1' v='0'/></bk>"
                    + "</valueMetadata></metadata>")
            .part("xl/richData/rdrichvalue.xml", "<rvData><rv s='0'><v>0</v><v>5</v></rv></rvData>")
            .part(
                "xl/richData/rdrichvaluestructure.xml",
                "<rvStructures><s t='_localImage'><k n='_rvRel:LocalImageIdentifier' t='i'/>"
                    + "<k n='CalcOrigin' t='i'/></s></rvStructures>")
            .part("xl/richData/richValueRel.xml", "<richValueRels><rel id='p'/></richValueRels>")
            .part("xl/richData/_rels/richValueRel.xml.rels", relations)
            .part("xl/media/image1.jpeg", Portraits.person(1, SIDE))
            .write(folder.resolve("staff.xlsx"));

    Shell.Told told = shell.importing(roster, "--columns", "ID=jobNumber");

    assertThat(told.exit()).as(told.all()).isEqualTo(3);
    assertThat(told.err()).contains("pictures in the cells of the workbook: 1");
    assertThat(shell.column("results.csv", "photo").get(0)).isEqualTo("staff.xlsx#C2");
    assertThat(shell.column("results.csv", "code")).containsExactly("", "CELL_UNREADABLE");
    assertThat(person("Ana").avatarId()).isNotNull();
  }

  @Test
  void a_damaged_picture_is_refused_with_its_place() throws IOException {
    row(1, "name", "jobNumber");
    row(2, "Ana", "1");
    int picture = book.addPicture(new byte[] {1, 2, 3}, Workbook.PICTURE_TYPE_JPEG);
    sheet
        .createDrawingPatriarch()
        .createPicture(new XSSFClientAnchor(0, 0, 9, 9, 2, 1, 2, 1), picture);

    shell.importing(saved());

    assertThat(shell.column("results.csv", "code")).containsExactly("PHOTO_UNREADABLE");
    assertThat(shell.sandbox().people()).isEmpty();
  }

  @Test
  void photos_beside_the_list_are_found_in_a_fixed_order_and_said() throws IOException {
    Path roster = shell.roster("name,jobNumber", "Ana,E1");
    beside("photos", "E1.jpg", 1);
    beside("照片", "E1.jpg", 2);

    Shell.Told done = shell.importing(roster);

    assertThat(done.exit()).isZero();
    assertThat(done.err())
        .contains("1 file in " + folder.resolve("照片"))
        .contains("photos not read, although they are there too: photos;");
  }

  @Test
  void a_zip_of_photos_beside_the_list_is_found_too() throws IOException {
    Path roster = shell.roster("name,jobNumber", "Ana,E1");
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("photos.zip")))) {
      zip.putNextEntry(new ZipEntry("all/E1.jpg"));
      zip.write(Portraits.person(1, SIDE));
    }

    Shell.Told done = shell.importing(roster);

    assertThat(done.exit()).as(done.all()).isZero();
    assertThat(done.err()).contains("1 file in " + folder.resolve("photos.zip"));
    assertThat(person("Ana").avatarId()).isNotNull();
  }
}
