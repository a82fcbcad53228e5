package dev.senselink.batch.roster;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.roster.cell.RosterSettingsException;
import dev.senselink.batch.table.TableFileException;
import dev.senselink.batch.table.TableFileException.Code;
import dev.senselink.batch.table.excel.WorkbookPartStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * How large a roster may be. What would take too long to read is told before it is read, not after
 * minutes.
 *
 * @param bytes of a text; a workbook may hold an eighth of it, unpacked and without pictures, since
 *     the same table takes eight times as long there
 */
public record RosterLimit(long bytes) {
  private static final int WORKBOOK = 8;
  private static final long MEGABYTE = 1L << 20;
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,8})([MG])B?");

  public RosterLimit {
    if (bytes < 1) {
      throw new IllegalArgumentException("a roster has at least a byte");
    }
  }

  /** 2 GB: millions of rows. */
  public static RosterLimit standard() {
    return new RosterLimit(2L << 30);
  }

  /**
   * As {@code --max-roster} writes it, {@code 500M} or {@code 4G}.
   *
   * @throws RosterSettingsException if it is neither
   */
  public static RosterLimit parse(String text) {
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!size.matches()) {
      throw new RosterSettingsException(List.of(words("option.maxRoster", text)));
    }
    return new RosterLimit(Long.parseLong(size.group(1)) << (size.group(2).equals("G") ? 30 : 20));
  }

  /**
   * Refuses a file that is too large. One that is not there or not whole is left to whoever opens
   * it.
   *
   * @throws TableFileException with what to say to have it read all the same
   */
  public void check(Path file, String displayName) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      long size = Files.size(file);
      if (size > bytes) {
        throw refusal(
            displayName,
            words("limit.file", size / MEGABYTE, bytes / MEGABYTE, size / MEGABYTE + 1));
      }
      long unpacked = unpacked(file);
      long most = bytes / WORKBOOK;
      if (unpacked > most) {
        long wanted = unpacked * WORKBOOK / MEGABYTE + 1;
        throw refusal(
            displayName, words("limit.workbook", unpacked / MEGABYTE, most / MEGABYTE, wanted));
      }
    } catch (IOException noZip) {
      return;
    }
  }

  private static TableFileException refusal(String file, String why) {
    return new TableFileException(Code.NOT_A_ROSTER, file, why);
  }

  /** What the table of contents says; {@link WorkbookPartStream} holds each part to it. */
  private static long unpacked(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.getName().contains("/media/"))
          .mapToLong(ZipEntry::getSize)
          .sum();
    }
  }
}
