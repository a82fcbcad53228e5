package dev.senselink.batch.cli.backup;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.backup.BackupException;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.export.ExportResources.Wanted;
import dev.senselink.batch.backup.export.ExportResult;
import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.ProgramVersion;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.BackupKeyOptions;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.TypedMoment;
import dev.senselink.batch.job.ExportSettings;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.export.ExportEnd;
import dev.senselink.batch.job.export.ExportJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code export}: a backup of all that the server gives. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false)
public final class ExportCommand implements Callable<Integer>, JobCommand {
  private static final double ALL = 100;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "0..1")
  @Nullable Path folder;

  @Option(names = "--encrypt-to-zip", paramLabel = "FILE")
  @Nullable Path zip;

  @Mixin BackupKeyOptions keyFiles = new BackupKeyOptions();

  @Option(names = "--no-photos")
  boolean noPhotos;

  @Option(names = "--no-records")
  boolean noRecords;

  @Option(names = "--record-photos")
  boolean recordPhotos;

  @Option(names = "--records-from", paramLabel = "T")
  @Nullable String recordsFrom;

  @Option(names = "--records-to", paramLabel = "T")
  @Nullable String recordsTo;

  @Option(names = "--max-shrink", paramLabel = "N%", defaultValue = "10%")
  String maxShrink = "10%";

  @Option(names = "--accept-shrink")
  boolean acceptShrink;

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    ConsoleProgress progress = new ConsoleProgress(spec.commandLine().getErr(), output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, spec.commandLine().getErr());
    try {
      ExportSettings settings = settings();
      var open = connection.open(progress::say);
      progress.say(words("run.state", open.data().toAbsolutePath().normalize()));
      ExportEnd end = new ExportJob(settings, open, progress, stop).run();
      progress.close();
      return closing(end).number();
    } finally {
      connection.close();
      progress.close();
    }
  }

  @Override
  public void check() {
    connection.check();
    output.check();
    from();
    to();
    shrink();
  }

  @Override
  public void mustBeComplete() {
    connection.mustBeComplete();
    settings();
  }

  private ExportSettings settings() {
    if ((folder == null) == (zip == null)) {
      throw new UsageException(folder == null ? words("export.nowhere") : words("export.both"));
    }
    if ((zip == null) != (keyFiles.passwordFile == null)) {
      throw new UsageException(zip == null ? words("export.noZip") : words("export.noPassword"));
    }
    if (recordPhotos && noRecords) {
      throw new UsageException(words("export.recordPhotosWithoutRecords"));
    }
    Wanted wanted = new Wanted(!noPhotos, !noRecords, recordPhotos, from(), to());
    if (wanted.from() != null && wanted.to() != null && wanted.to().isBefore(wanted.from())) {
      throw new UsageException(words("export.toBeforeFrom"));
    }
    return new ExportSettings(
        folder, zip, keys(), wanted, shrink(), "senselink-batch " + ProgramVersion.text());
  }

  private BackupKeys keys() {
    try {
      return keyFiles.read(spec.commandLine().getErr()::println);
    } catch (BackupException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Path target() {
    return folder == null ? zip : folder;
  }

  private double shrink() {
    String number =
        maxShrink.endsWith("%") ? maxShrink.substring(0, maxShrink.length() - 1) : maxShrink;
    try {
      double percent = Double.parseDouble(number.strip());
      if (percent >= 0 && percent <= ALL) {
        return acceptShrink ? ALL : percent;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new UsageException(words("export.maxShrink", maxShrink));
  }

  private @Nullable Instant from() {
    return recordsFrom == null
        ? null
        : TypedMoment.first(recordsFrom, connection.zone(), "--records-from");
  }

  private @Nullable Instant to() {
    return recordsTo == null
        ? null
        : TypedMoment.last(recordsTo, connection.zone(), "--records-to");
  }

  private ExitCode closing(ExportEnd end) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      out.println(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(end.summary()));
    }
    say(end, output.json ? spec.commandLine().getErr() : out);
    var done = end.exported();
    boolean well = !done.incomplete() && done.shrunk().isEmpty();
    ExitCode code = well ? ExitCode.DONE : ExitCode.ATTENTION;
    AfterRunOptions.ended(spec, code.number(), happened(done), counts(done));
    return code;
  }

  private static Map<String, Long> counts(ExportResult done) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("users", done.rows("users.csv"));
    counts.put("guests", done.rows("guests.csv"));
    counts.put("photos", done.rows("photos.csv"));
    counts.put("records", done.records());
    counts.put("recordPhotos", done.rows("record-photos.csv"));
    return counts;
  }

  private static String happened(ExportResult done) {
    return words(
        done.incomplete() ? "export.incomplete" : "export.done",
        done.rows("users.csv"),
        done.rows("guests.csv"),
        done.rows("photos.csv"),
        done.photosFetched(),
        done.records());
  }

  private void say(ExportEnd end, PrintWriter to) {
    var done = end.exported();
    to.println(happened(done));
    if (recordPhotos) {
      long doors = done.rows("record-photos.csv");
      to.println(words("export.recordPhotos", doors, done.recordPhotosFetched()));
    }
    done.manifest()
        .missing()
        .forEach(one -> to.println(words("export.missing", one.what(), one.count(), one.why())));
    done.manifest()
        .notIncluded()
        .forEach(
            one ->
                to.println(
                    one.count() == null
                        ? words("export.leftOut", one.what(), one.why())
                        : words("export.missing", one.what(), one.count(), one.why())));
    if (!done.shrunk().isEmpty()) {
      to.println(words("export.shrunk", target()));
      done.shrunk()
          .forEach(
              one -> to.println(words("export.shrunk." + one.what(), one.before(), one.now())));
    }
    to.println(words("export.where", end.target()));
  }
}
