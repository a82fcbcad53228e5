package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.senselink.batch.table.QuotedNames;
import dev.senselink.batch.table.csv.EncodingNames;
import dev.senselink.batch.table.csv.StrictDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to say where the encoding is unknown: two cells of the file as the likely encodings would
 * read them, so that a person can tell which is right.
 */
final class EncodingSamples {
  private static final int CELLS = 2;
  private static final int MOST_BYTES = 60;
  private static final List<String> LIKELY =
      List.of(
          "GB18030",
          "Big5",
          "windows-1252",
          "windows-1251",
          "windows-1256",
          "EUC-KR",
          "EUC-JP",
          "Shift_JIS");

  private EncodingSamples() {}

  static String advice(Path file) throws IOException {
    return words("encoding.unknown", remedy(file));
  }

  /** What to do: which names would read the whole file, and how; else to save it as another. */
  static String remedy(Path file) throws IOException {
    List<byte[]> cells = cells(file);
    List<String> readings = new ArrayList<>();
    for (String name : LIKELY) {
      Charset charset = EncodingNames.meaning(name, file);
      if (StrictDecoder.scan(file, charset).isClean()) {
        readings.add(reading(cells, name, charset));
      }
    }
    return readings.stream()
        .reduce((some, more) -> words("encoding.readings", some, more))
        .map(all -> words("encoding.choose", all))
        .orElseGet(() -> words("encoding.none"));
  }

  private static String reading(List<byte[]> cells, String name, Charset charset) {
    List<String> texts =
        cells.stream()
            .map(cell -> decode(cell, charset))
            .flatMap(Optional::stream)
            .map(QuotedNames::quoted)
            .toList();
    return words("encoding.reading", name, QuotedNames.list(texts));
  }

  /** A cell that was cut in the middle of a character loses that one. */
  private static Optional<String> decode(byte[] cell, Charset charset) {
    for (int cut = 0; cut < 4 && cut < cell.length; cut++) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(cell, 0, cell.length - cut);
        return Optional.of(StrictDecoder.decoder(charset).decode(bytes).toString());
      } catch (CharacterCodingException notThisOne) {
        // One byte less, then.
      }
    }
    return Optional.empty();
  }

  /**
   * The first two cells that are not plain ASCII. No encoding here has a second byte below 0x30.
   */
  private static List<byte[]> cells(Path file) throws IOException {
    List<byte[]> cells = new ArrayList<>();
    ByteArrayOutputStream cell = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int c = 0;
      while (c >= 0 && cells.size() < CELLS) {
        c = in.read();
        if (c >= 0 && ",\t\r\n\"".indexOf(c) < 0 && c != ';') {
          if (cell.size() < MOST_BYTES) {
            cell.write(c);
          }
        } else {
          if (cell.toString(ISO_8859_1).chars().anyMatch(b -> b > 0x7f)) {
            cells.add(cell.toByteArray());
          }
          cell.reset();
        }
      }
    }
    return cells;
  }
}
