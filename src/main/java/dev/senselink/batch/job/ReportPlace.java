package dev.senselink.batch.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a report goes.
 *
 * @param named its very folder; {@code null} for one of its own among the reports
 * @param reports the folder of reports
 */
public record ReportPlace(@Nullable Path named, Path reports) {
  /** Where the program was started. */
  public static final Path REPORTS = Path.of("reports");

  /** The folder, or one of its own where none is named. */
  public static ReportPlace of(@Nullable Path named) {
    return new ReportPlace(named, REPORTS);
  }

  /**
   * The folder of a report that begins anew.
   *
   * @param name what its folder is called where none is named
   */
  public Path folder(String name) {
    return (named == null ? reports.resolve(name) : named).toAbsolutePath().normalize();
  }

  /**
   * Where the report goes of a run that is gone on with: it stays in the folder that it began with,
   * where none is named. Empty where that is none of this machine's.
   */
  public Optional<Path> goesOn(Path began) {
    if (named != null) {
      return Optional.of(named.toAbsolutePath().normalize());
    }
    Path above = began.toAbsolutePath().getParent();
    return Optional.of(began).filter(folder -> above == null || Files.isDirectory(above));
  }
}
