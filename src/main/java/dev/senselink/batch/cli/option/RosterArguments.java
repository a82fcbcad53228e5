package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.enrol.guests.EndedGuestRemoval;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.corrections.PhotoPairs;
import dev.senselink.batch.table.TableFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A roster, its photos, what to do with its rows, and where the report goes. */
public final class RosterArguments {
  @Parameters(paramLabel = "ROSTER")
  @Nullable Path roster;

  @Mixin RosterOptions reading = new RosterOptions();
  @Mixin public PhotoOptions photos = new PhotoOptions();
  @Mixin PolicyOptions policies = new PolicyOptions();

  @Option(names = "--corrections", paramLabel = "FILE")
  @Nullable Path corrections;

  @Option(names = "--photo-pairs", paramLabel = "FILE")
  @Nullable Path photoPairs;

  @Option(names = "--allow-empty")
  public boolean allowEmpty;

  @Mixin ReportOptions report = new ReportOptions();

  /**
   * Whom an import is about.
   *
   * @param policies what becomes of them
   * @param ended which guests are deleted once their visits are over; {@code null} for none
   * @param list which list they are of; {@code null} for none
   */
  public record Whom(
      RosterKind kind,
      ImportSettings.Policies policies,
      EndedGuestRemoval.@Nullable Rules ended,
      @Nullable RosterListSettings list) {
    /** The same people, of a list or of none. */
    public Whom of(@Nullable RosterListSettings some) {
      return new Whom(kind, policies, ended, some);
    }
  }

  /**
   * Each option by itself.
   *
   * @throws RuntimeException of the kinds that end with exit code 2, if a value cannot be
   */
  public void check(RosterKind kind) {
    reading.settings(kind);
    photos.preparation.check();
    photos.faces.check();
    policies.limits();
  }

  /**
   * The roster.
   *
   * @throws UsageException if none is named
   */
  public Path roster() {
    if (roster == null) {
      throw new UsageException(words("roster.none"));
    }
    return roster;
  }

  /** How the roster is read. */
  public RosterSettings reading(RosterKind kind) {
    return reading.settings(kind);
  }

  /**
   * The engine that prepares the photos.
   *
   * @param told is told once if the fast engine does not work here
   */
  public PhotoEngine engine(DataFolderOptions where, Consumer<String> told) {
    return photos.engine(where.faces(policies.recheckPhotos), told);
  }

  /**
   * Reads the roster once more from end to end.
   *
   * @throws TableFileException if it cannot be read, which goes before any other fault
   */
  void mustBeReadable(ImportSettings settings) {
    Path file = settings.roster();
    String name = String.valueOf(file.getFileName());
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw TableFileException.notThere(file, name);
    }
    try (Roster open = Roster.open(file, name, settings.reading())) {
      long rows = 0;
      while (open.next() != null) {
        rows++;
      }
      if (rows == 0 && !allowEmpty) {
        throw TableFileException.onlyHeader(name);
      }
    }
  }

  /**
   * The settings of an import.
   *
   * @param whom whom it imports, and what becomes of them
   */
  public ImportSettings settings(
      CommandSpec typed, String command, Whom whom, ImportSettings.Mode mode) {
    return new ImportSettings(
        command,
        roster(),
        reading.settings(whom.kind()),
        photos.photos,
        photos.limits(),
        whom.policies(),
        policies.limits(),
        mode,
        report.place(),
        new NextCommandLine(typed),
        whom.ended(),
        whom.list(),
        corrections());
  }

  /** Pairs of rows and photos are corrections of rows. */
  private @Nullable Path corrections() {
    Path pairs = photoPairs;
    if (pairs == null) {
      return corrections;
    }
    if (corrections != null) {
      throw new UsageException(words("pairs.corrections"));
    }
    if (!PhotoPairs.isOne(pairs)) {
      throw new UsageException(words("pairs.name", pairs));
    }
    return pairs;
  }
}
