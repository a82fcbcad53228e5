package dev.senselink.batch.roster.corrections;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a corrections file, none of which may fill the memory. */
final class CorrectionLines {
  private static final int LONGEST = 1 << 20;
  private static final char MARK = '\ufeff';

  private final InputStream in;
  private final Path file;
  private int number;

  CorrectionLines(InputStream in, Path file) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.file = file;
  }

  /** Of the line that was read last, from 1. */
  int number() {
    return number;
  }

  /**
   * The next line, {@code null} at the end.
   *
   * @throws RosterSettingsException if it is no text
   */
  @Nullable String next() {
    number++;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (line.size() == LONGEST) {
        throw wrong(words("corrections.long"));
      }
      line.write(next);
      next = read();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line.toByteArray()))
              .toString();
      return number == 1 && !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw wrong(words("corrections.encoding"));
    }
  }

  private int read() {
    try {
      return in.read();
    } catch (IOException e) {
      throw new RosterSettingsException(words("corrections.unreadable", file));
    }
  }

  private RosterSettingsException wrong(String why) {
    return new RosterSettingsException(words("corrections.at", file, String.valueOf(number), why));
  }
}
