package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.StopCause;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.stream.PushSettings;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.directory.records.RecordAppender;
import dev.senselink.batch.directory.records.RecordWatch;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code records watch}: every record as it comes, until Ctrl-C or SIGTERM. */
@Command(name = "watch", mixinStandardHelpOptions = true, sortOptions = false)
final class RecordsWatchCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE")
  @Nullable Path file;

  @Option(names = "--ws-port", paramLabel = "N", defaultValue = "9000")
  int wsPort = PushSettings.PORT;

  @Option(names = "--ws-plain")
  boolean wsPlain;

  @Option(names = "--ws-silence", paramLabel = "SECONDS", defaultValue = "90")
  int wsSilence = 90;

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    output.check();
    connection.check();
    if (wsSilence < 1) {
      throw new UsageException(words("watch.silence"));
    }
    StopSwitch stop = new StopSwitch();
    PrintWriter err = spec.commandLine().getErr();
    StopSignals.stopInOrder(stop, err);
    try {
      ConnectionSettings open = connection.open(err::println);
      try (RecordAppender lines = lines();
          SenseLinkClient client = SenseLinkClient.open(open.server())) {
        stop.onStop(client::halt);
        return watch(open, client, lines, stop);
      }
    } catch (IOException e) {
      throw new StoppedException(words("watch.unwritten", String.valueOf(file)));
    } finally {
      connection.close();
    }
  }

  private int watch(
      ConnectionSettings open, SenseLinkClient client, RecordAppender lines, StopSwitch stop) {
    PrintWriter err = spec.commandLine().getErr();
    // Its patience is for ever once the server has answered, unless a limit is given.
    RetryingClient server =
        new RetryingClient(client, connection.patienceFor(Duration.ofDays(3650)), err::println);
    Reply<Company> company = server.ask(OrganisationCalls.company());
    if (company instanceof Reply.Answer<Company> answer) {
      err.println(words("watch.begin", answer.value().name(), answer.value().id(), count(lines)));
      StopCause cause = new RecordWatch(client, server, push(), lines, err::println).watch();
      if (cause.kind() != StopCause.Kind.STOPPED) {
        throw new StoppedException(cause.words());
      }
    } else if (!stop.stopped()) {
      StopCause cause = server.stopCause();
      throw new StoppedException(cause == null ? company.words() : cause.words());
    }
    return ExitCode.DONE.number();
  }

  private static long count(RecordAppender lines) {
    return lines.count();
  }

  private PushSettings push() {
    return PushSettings.at(connection.pushPort(wsPort))
        .withPlain(wsPlain)
        .withSilence(Duration.ofSeconds(wsSilence))
        .withPatience(connection.firstWait(), connection.outageLimit());
  }

  /** What is not a file must not be opened: its mode would be changed, even a device's. */
  private static void check(Path target) {
    String name = target.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv") || name.endsWith(".xlsx")) {
      throw new UsageException(words("watch.format", target));
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      throw new UsageException(words("watch.unopened", target, words("file.noFile")));
    }
  }

  private RecordAppender lines() {
    Path target = file;
    if (target == null) {
      PrintWriter out = spec.commandLine().getOut();
      return RecordAppender.to(
          line -> {
            out.println(line);
            return !out.checkError();
          });
    }
    check(target);
    try {
      return RecordAppender.append(target, PrivateFiles.openToReadAndWrite(target));
    } catch (IOException e) {
      throw new UsageException(words("watch.unopened", target, FileErrorMessages.words(e)));
    }
  }
}
