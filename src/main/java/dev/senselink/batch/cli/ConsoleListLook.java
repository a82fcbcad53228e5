package dev.senselink.batch.cli;

import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.console.look.ListLook;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.job.imports.ListPhotos;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.PhotoLimits;
import dev.senselink.batch.photo.PhotoRefusedException;
import dev.senselink.batch.report.RowFaults;
import dev.senselink.batch.roster.RosterKind;
import dev.senselink.batch.roster.RosterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Looks into a list with the settings that its import in the console has. */
final class ConsoleListLook implements ListLook {
  /** Enough to see a face by. */
  private static final PhotoLimits SHOWN = new PhotoLimits(480, 120 * 1024L);

  /** More than an import takes as a rule: it prepares the photo once more. */
  private static final PhotoLimits KEPT = new PhotoLimits(2160, 3 * 1024 * 1024L);

  private final ListPhotos photos;
  private final Supplier<PhotoEngine> engine;

  private ConsoleListLook(ListPhotos photos, Supplier<PhotoEngine> engine) {
    this.photos = photos;
    this.engine = engine;
  }

  /**
   * @param words the import as it would be typed
   */
  static ConsoleListLook of(
      List<String> words, ConsoleOptions options, Supplier<PhotoEngine> engine) {
    RosterArguments arguments = options.of(words, RosterArguments.class);
    RosterKind kind = words.contains("guests") ? RosterKind.GUESTS : RosterKind.USERS;
    return new ConsoleListLook(
        new ListPhotos(arguments.roster(), arguments.reading(kind), arguments.photos.folder()),
        engine);
  }

  @Override
  public RosterSettings reading() {
    return photos.reading();
  }

  @Override
  public RowFaults faults() {
    return RowFaults.offline(reading());
  }

  @Override
  public byte[] photo(Wish wish, boolean large) {
    PhotoLimits limits = large ? KEPT : SHOWN;
    Path file = wish.file();
    try {
      return file == null
          ? photos.ofPath(wish.path(), engine.get(), limits, wish.quarters(), wish.cut())
          : ListPhotos.ofFile(file, engine.get(), limits, wish.quarters(), wish.cut());
    } catch (PhotoRefusedException e) {
      throw new LookFailedException(String.valueOf(e.getMessage()));
    }
  }
}
