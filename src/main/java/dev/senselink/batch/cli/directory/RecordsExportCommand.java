package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.cli.option.TypedMoment;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.export.RecordsExportJob;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code records export}: who was seen at the doors, to a file or to standard output. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false)
final class RecordsExportCommand implements Callable<Integer>, JobCommand {
  private static final long TELL_NANOS = 10_000_000_000L;

  @Spec CommandSpec spec;

  @Option(names = "--from", paramLabel = "T")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "T")
  @Nullable String to;

  @Option(names = "--type", paramLabel = "staff|guest|stranger")
  @Nullable RecordType type;

  @Option(names = "--device", paramLabel = "SN")
  @Nullable String device;

  @Option(names = "--person", paramLabel = "ID")
  @Nullable Long person;

  @Option(names = "--name", paramLabel = "TEXT")
  @Nullable String name;

  @Option(names = "--since-last")
  boolean sinceLast;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE")
  @Nullable Path file;

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();

  /** Who was seen, by the API's numbers from 1. */
  enum RecordType {
    STAFF,
    GUEST,
    STRANGER
  }

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    check();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, err);
    try {
      ConnectionSettings open = connection.open(err::println);
      RecordsExportJob export =
          new RecordsExportJob(
              open, filter(), sinceLast, stop, err::println, progress(err, System.nanoTime()));
      RecordsExportJob.Exported exported = file == null ? export.to(out) : export.to(file);
      out.flush();
      tell(exported, out, err);
      AfterRunOptions.ended(
          spec, ExitCode.DONE.number(), happened(exported), Map.of("records", exported.records()));
      return ExitCode.DONE.number();
    } finally {
      connection.close();
    }
  }

  @Override
  public void check() {
    output.check();
    connection.check();
    if (sinceLast && (from != null || to != null)) {
      throw new UsageException(words("records.sinceLast"));
    }
    if (sinceLast && (person != null || name != null)) {
      throw new UsageException(words("records.sinceLastOne"));
    }
    if (name != null && name.isBlank()) {
      throw new UsageException(words("search.blank", "--name"));
    }
    if (filter().from().isAfter(filter().to())) {
      throw new UsageException(words("records.order"));
    }
    checkFile();
  }

  private void checkFile() {
    Path target = file;
    if (target == null) {
      if (output.json) {
        throw new UsageException(words("records.json"));
      }
      return;
    }
    if (RecordsExportJob.formatOf(target) == null) {
      throw new UsageException(words("records.format", target));
    }
    Path folder = target.toAbsolutePath().getParent();
    if (Files.isDirectory(target) || folder == null || !Files.isDirectory(folder)) {
      throw new UsageException(words("records.folder", target));
    }
  }

  @Override
  public void mustBeComplete() {
    connection.mustBeComplete();
  }

  private RecordFilter filter() {
    RecordFilter all = RecordFilter.everything();
    Instant first =
        from == null ? all.from() : TypedMoment.first(from, connection.zone(), "--from");
    Instant last = to == null ? all.to() : TypedMoment.last(to, connection.zone(), "--to");
    return all.within(first, last)
        .ofType(type == null ? 0 : type.ordinal() + 1)
        .atDevice(device == null ? "" : device)
        .of(person, name == null ? "" : name.strip());
  }

  private LongConsumer progress(PrintWriter err, long begin) {
    long[] next = {begin + TELL_NANOS};
    return count -> {
      if (!output.noProgress && System.nanoTime() - next[0] >= 0) {
        next[0] = System.nanoTime() + TELL_NANOS;
        err.println(words("records.progress", count));
      }
    };
  }

  private String where() {
    return file == null ? "-" : file.toAbsolutePath().normalize().toString();
  }

  private String happened(RecordsExportJob.Exported exported) {
    return exported.records() == 0
        ? words("records.none", where())
        : words("records.done", exported.records(), exported.first(), exported.last(), where());
  }

  private void tell(RecordsExportJob.Exported exported, PrintWriter out, PrintWriter err) {
    if (!output.json) {
      err.println(happened(exported));
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("records", exported.records());
    document.put("firstId", exported.records() == 0 ? null : exported.first());
    document.put("lastId", exported.records() == 0 ? null : exported.last());
    document.put("file", where());
    out.println(JsonMapper.shared().writeValueAsString(document));
  }
}
