package dev.senselink.batch.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;

/** Tables of texts as .xls files. */
public final class XlsFiles {
  private XlsFiles() {}

  public static Path write(Path file, List<TableLine> lines) throws IOException {
    try (HSSFWorkbook book = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      var sheet = book.createSheet("Staff");
      for (TableLine line : lines) {
        Row row = sheet.createRow((int) line.line() - 1);
        for (int i = 0; i < line.cells().size(); i++) {
          row.createCell(i).setCellValue(line.cells().get(i));
        }
      }
      book.write(out);
    }
    return file;
  }

  /** A file whose records are in a stream of this name, as one Excel or another calls it. */
  public static byte[] ofStream(String name, byte[] records) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      files.createDocument(new ByteArrayInputStream(records), name);
      files.writeFilesystem(bytes);
    }
    return bytes.toByteArray();
  }
}
