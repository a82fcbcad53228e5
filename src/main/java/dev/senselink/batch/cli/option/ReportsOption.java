package dev.senselink.batch.cli.option;

import dev.senselink.batch.job.ReportPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The folder in which each report has one of its own. */
public final class ReportsOption {
  @Option(names = "--reports", paramLabel = "DIR")
  @Nullable
  public Path reports;

  /** The one that is named, else the standard one. */
  public Path folder() {
    return reports == null ? ReportPlace.REPORTS : reports;
  }
}
