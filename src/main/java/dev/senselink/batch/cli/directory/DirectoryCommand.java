package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.UndoOptions;
import dev.senselink.batch.directory.DisplayTable;
import dev.senselink.batch.directory.ServerReply;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.StoppedException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks the server something, or changes one thing there; it takes no lock. */
abstract class DirectoryCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  private @Nullable ConnectionSettings opened;

  @Override
  public final Integer call() {
    LogConfiguration.configure(output);
    check();
    try {
      ConnectionSettings open = connection.open(err()::println);
      opened = open;
      try (SenseLinkClient client = SenseLinkClient.open(open.server())) {
        int code = work(new RetryingClient(client, open.patience(), err()::println)).number();
        checkOutput();
        return code;
      }
    } finally {
      connection.close();
    }
  }

  /**
   * What can be told without the server.
   *
   * @throws UsageException if the command cannot be meant so
   */
  void check() {}

  /** Does it, and says how it ended. */
  abstract ExitCode work(RetryingClient server);

  /** Does it so that it can be taken back, as far as that is wanted. */
  final <T> T keeping(RetryingClient server, UndoOptions undo, KeptChanges.Work<T> work) {
    ConnectionSettings open = Objects.requireNonNull(opened);
    String command = spec.parent().name() + "-" + spec.name();
    return KeptChanges.keeping(open.keeping(undo.settings()), server, command, err(), work);
  }

  /** Half a document is none, and whoever reads it must not take it for one. */
  private void checkOutput() {
    if (output.json && out().checkError()) {
      throw new StoppedException(words("stdout.unwritten"));
    }
  }

  /** From now on Ctrl-C lets what is in flight end, so that it can be told what was done. */
  final void stopInOrder(RetryingClient server) {
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, err());
    stop.onStop(server::halt);
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Shows what the server told: in its own words for a program, as a table for people. */
  final <T> ExitCode show(ServerReply<T> told, Function<T, DisplayTable> table) {
    if (output.json) {
      out().println(told.json().toPrettyString());
    } else {
      TextTable.print(out(), table.apply(told.value()));
    }
    return ExitCode.DONE;
  }
}
