package dev.senselink.batch.cli.option;

import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.enrol.row.EnrolmentSettings.Quality;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code resolve}; the command that an import prints must fit them. */
public final class ResolveOptions {
  @Option(names = "--roster", paramLabel = "FILE")
  @Nullable
  public Path roster;

  @Option(names = "--photos", paramLabel = "DIR|ZIP")
  @Nullable
  public Path photos;

  @Mixin public PhotoPreparationOptions preparation = new PhotoPreparationOptions();
  @Mixin public FaceOptions faces = new FaceOptions();

  @Option(names = "--quality", paramLabel = "strict|warn|off", defaultValue = "strict")
  public Quality quality = Quality.STRICT;

  @Option(names = "--unknown-id-number", paramLabel = "review|erase", defaultValue = "review")
  public PolicyOptions.UnknownIdNumber unknownIdNumber = PolicyOptions.UnknownIdNumber.REVIEW;

  @Mixin public AcceptStoredOption acceptStored = new AcceptStoredOption();

  @Option(names = "--groups", paramLabel = "A,B|none")
  @Nullable
  public String groups;

  @Option(names = "--allow-no-photo")
  public boolean allowNoPhoto;

  @Option(names = "--password-file", paramLabel = "F")
  @Nullable
  public Path passwordFile;

  @Mixin public ReportOptions report = new ReportOptions();

  @Mixin public ConnectionOptions connection = new ConnectionOptions();
  @Mixin public OutputOptions output = new OutputOptions();
  @Mixin public RetentionOption retention = new RetentionOption();
  @Mixin public UndoOptions undo = new UndoOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();
}
