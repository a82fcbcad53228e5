package dev.senselink.batch.roster.template;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.table.csv.GuardedCsvWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes an empty roster for people to fill: headers that an import recognises, and an example row
 * that it never takes for a person.
 */
public final class RosterTemplate {
  private final TemplateTexts words;
  private final TemplatePlaces places;

  /** One whose headers and notes are in the language of {@link DisplayLanguage}. */
  public RosterTemplate(RosterKind kind) {
    this(kind, TemplatePlaces.NONE);
  }

  /** The same, of which departments and groups are chosen from those of a server. */
  public RosterTemplate(RosterKind kind, TemplatePlaces places) {
    this.words = new TemplateTexts(kind);
    this.places = places;
  }

  /** Whether this name says what kind of file is wanted: {@code .xlsx} or {@code .csv}. */
  public static boolean canBeWrittenAs(Path file) {
    return isWorkbook(file) || extension(file).endsWith(".csv");
  }

  /**
   * Writes the file, as a workbook with notes and drop-downs or as CSV.
   *
   * @throws FileAlreadyExistsException if there is a file of this name, which stays as it is
   * @throws IOException if it cannot be written
   */
  public void write(Path file) throws IOException {
    Files.createFile(file);
    try {
      if (isWorkbook(file)) {
        TemplateWorkbook.write(words, places, file);
      } else {
        text(file);
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private void text(Path file) throws IOException {
    try (GuardedCsvWriter csv = GuardedCsvWriter.create(file)) {
      csv.write(words.columns().stream().map(words::header).toList());
      csv.write(words.columns().stream().map(words::example).toList());
    }
  }

  private static boolean isWorkbook(Path file) {
    return extension(file).endsWith(".xlsx");
  }

  private static String extension(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
