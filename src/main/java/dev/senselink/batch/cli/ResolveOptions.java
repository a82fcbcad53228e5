package dev.senselink.batch.cli;

import dev.senselink.batch.enrol.EnrolSettings.Quality;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code resolve}; the command that an import prints must fit them. */
final class ResolveOptions {
  @Option(names = "--roster", paramLabel = "FILE")
  @Nullable Path roster;

  @Option(names = "--photos", paramLabel = "DIR|ZIP")
  @Nullable Path photos;

  @Mixin PreparationOptions preparation = new PreparationOptions();

  @Option(names = "--quality", paramLabel = "strict|warn|off", defaultValue = "strict")
  Quality quality = Quality.STRICT;

  @Option(names = "--unknown-id-number", paramLabel = "review|erase", defaultValue = "review")
  PolicyOptions.UnknownIdNumber unknownIdNumber = PolicyOptions.UnknownIdNumber.REVIEW;

  @Option(names = "--groups", paramLabel = "A,B|none")
  @Nullable String groups;

  @Option(names = "--allow-no-photo")
  boolean allowNoPhoto;

  @Option(names = "--password-file", paramLabel = "F")
  @Nullable Path passwordFile;

  @Option(names = "--report", paramLabel = "DIR")
  @Nullable Path report;

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RetentionOption retention = new RetentionOption();
}
