package dev.senselink.batch.job;

import java.nio.file.Path;
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
}
