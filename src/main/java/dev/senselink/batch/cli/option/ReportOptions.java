package dev.senselink.batch.cli.option;

import dev.senselink.batch.job.ReportPlace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the report of a run goes. */
public final class ReportOptions {
  @Option(names = "--report", paramLabel = "DIR")
  @Nullable Path report;

  @Mixin ReportsOption all = new ReportsOption();

  public ReportPlace place() {
    return new ReportPlace(report, all.folder());
  }
}
