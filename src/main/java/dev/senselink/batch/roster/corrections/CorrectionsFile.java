package dev.senselink.batch.roster.corrections;

import static dev.senselink.batch.roster.cell.RosterMessages.words;

import dev.senselink.batch.disk.DiskSort;
import dev.senselink.batch.disk.NumberedTextFile;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.cell.RosterSettingsException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;

/**
 * A run's own copy of the corrections of its list: proven line by line, in the order of the list's
 * rows, so that any number of them takes no memory.
 */
public final class CorrectionsFile {
  private final Path copy;

  private CorrectionsFile(Path copy) {
    this.copy = copy;
  }

  /**
   * A copy that was just taken.
   *
   * @param sha256 of the file it was taken from, 64 hex digits, lower case
   */
  public record Taken(CorrectionsFile file, String sha256) {}

  /** The copy at this place, as {@link #take} has made it. */
  public static CorrectionsFile at(Path copy) {
    return new CorrectionsFile(copy);
  }

  /**
   * Takes the file in, whatever the order of its lines is: JSON, or the {@link PhotoPairs} of a
   * report.
   *
   * @param copy where the own copy is to lie
   * @throws RosterSettingsException naming every line that is no correction
   * @throws IOException if the copy cannot be written
   */
  public static Taken take(Path file, Path copy) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RosterSettingsException(words("corrections.noFile", file));
    }
    CorrectionMistakes mistakes = new CorrectionMistakes(file);
    DiskSort order = new DiskSort(copy.resolveSibling(""), "corrections-order", 2);
    try (InputStream in = open(file);
        DigestInputStream digested = new DigestInputStream(in, Sha256Digest.start());
        NumberedTextFile texts = NumberedTextFile.create()) {
      if (PhotoPairs.isOne(file)) {
        new PhotoPairs(file).read(pair -> add(pair, texts, order), mistakes);
        digested.transferTo(OutputStream.nullOutputStream());
      } else {
        CorrectionLines lines = new CorrectionLines(digested, file);
        for (String line = lines.next(); line != null; line = lines.next()) {
          if (!line.isBlank()) {
            add(line, lines.number(), texts, order, mistakes);
          }
        }
      }
      mistakes.throwIfAny();
      write(copy, file, texts, order);
      String sha = HexFormat.of().formatHex(digested.getMessageDigest().digest());
      return new Taken(new CorrectionsFile(copy), sha);
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new RosterSettingsException(words("corrections.unreadable", file));
    }
  }

  private static void add(
      String line, int at, NumberedTextFile texts, DiskSort order, CorrectionMistakes mistakes)
      throws IOException {
    try {
      add(CorrectionLine.read(at, line), texts, order);
    } catch (CorrectionLine.NoCorrectionException e) {
      mistakes.add(at, String.valueOf(e.getMessage()));
    }
  }

  private static void add(CorrectionLine read, NumberedTextFile texts, DiskSort order)
      throws IOException {
    order.add(read.line(), texts.size());
    texts.add(read.kept());
  }

  private static void write(Path copy, Path origin, NumberedTextFile texts, DiskSort order)
      throws IOException {
    try (Writer out =
            new BufferedWriter(
                Channels.newWriter(PrivateFiles.openEmptied(copy), StandardCharsets.UTF_8));
        DiskSort.Reader sorted = order.read()) {
      out.write(CorrectionLine.kept(origin.toAbsolutePath().normalize().toString()) + "\n");
      for (long[] next = sorted.next(); next != null; next = sorted.next()) {
        out.write(texts.get((int) next[1]) + "\n");
      }
    }
  }

  /** Where the copy lies. */
  public Path path() {
    return copy;
  }

  /** The file it was taken from. */
  public Path origin() {
    try (BufferedReader in = reader()) {
      return Path.of(CorrectionLine.origin(String.valueOf(in.readLine())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes sure that every line fits the list as it is.
   *
   * @param list the list without its corrections, read to its end
   * @throws RosterSettingsException naming the lines that do not
   */
  public void mustFit(Roster list) {
    CorrectionMistakes mistakes = new CorrectionMistakes(origin());
    new CorrectionCheck(list, mistakes).check(cursor());
    mistakes.throwIfAny();
  }

  /** The list as it was corrected; closing it closes the list. */
  public Roster open(Roster list) {
    return new CorrectedRoster(list, cursor());
  }

  private CorrectionCursor cursor() {
    try {
      BufferedReader in = reader();
      in.readLine(); // where they came from
      return new CorrectionCursor(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private BufferedReader reader() throws IOException {
    return Files.newBufferedReader(copy, StandardCharsets.UTF_8);
  }
}
