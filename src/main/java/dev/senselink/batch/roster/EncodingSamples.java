package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.Words.words;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    List<byte[]> cells = cells(file);
    String readings =
        LIKELY.stream()
            .filter(Charset::isSupported)
            .map(Charset::forName)
            .flatMap(charset -> reading(cells, charset))
            .reduce((some, more) -> words("encoding.readings", some, more))
            .orElse("");
    return words("encoding.unknown", readings);
  }

  private static Stream<String> reading(List<byte[]> cells, Charset charset) {
    List<String> texts = new ArrayList<>();
    for (byte[] cell : cells) {
      String text = decode(cell, charset);
      if (text == null) {
        return Stream.empty();
      }
      texts.add(Told.quoted(text));
    }
    return Stream.of(words("encoding.reading", charset.name(), Told.list(texts)));
  }

  private static @Nullable String decode(byte[] cell, Charset charset) {
    try {
      return StrictText.decoder(charset).decode(ByteBuffer.wrap(cell)).toString();
    } catch (CharacterCodingException notThisOne) {
      return null;
    }
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
