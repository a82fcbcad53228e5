package dev.senselink.batch.cli.data;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.ledger.move.LedgerMove;
import dev.senselink.batch.ledger.store.LedgerPlace;
import dev.senselink.batch.machine.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code data move}: a data folder's ledger goes into a database that many machines share. */
@Command(name = "move", mixinStandardHelpOptions = true, sortOptions = false)
final class DataMoveCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--to", paramLabel = "URL", required = true)
  String to = "";

  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    Path folder = ledger.where.folder();
    if (!Files.isDirectory(folder)) {
      throw new UsageException(words("data.move.none", folder));
    }
    LedgerPlace place = ledger.place(to, spec.commandLine().getErr()::println);
    LedgerMove.Moved moved = new LedgerMove(Machine.real(), folder, place, this::tell).run();
    spec.commandLine().getOut().println(output.json ? json(moved) : said(folder, moved));
    return ExitCode.DONE.number();
  }

  private void tell(LedgerMove.Step step) {
    if (step == LedgerMove.Step.BEGUN) {
      spec.commandLine().getErr().println(words("data.move.begun", to));
    } else if (step == LedgerMove.Step.COPIED) {
      spec.commandLine().getErr().println(words("data.move.copied", to));
    }
  }

  private String said(Path folder, LedgerMove.Moved moved) {
    return moved.tables() == 0
        ? words("data.moved.before", folder, to)
        : words("data.moved", moved.rows(), moved.tables(), folder, to);
  }

  private String json(LedgerMove.Moved moved) {
    return JsonMapper.shared()
        .createObjectNode()
        .put("database", to)
        .put("tables", moved.tables())
        .put("rows", moved.rows())
        .toPrettyString();
  }
}
