package dev.senselink.batch.cli.roster;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.cli.option.ListOptions;
import dev.senselink.batch.directory.DisplayTable;
import dev.senselink.batch.job.ConnectionSettings;
import dev.senselink.batch.job.imports.ListsJob;
import dev.senselink.batch.ledger.lists.ListIndexFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lists}: which lists rosters were imported as, and how many are on each. */
@Command(
    name = "lists",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {ListsCommand.Rename.class, ListsCommand.Merge.class, ListsCommand.Forget.class})
public final class ListsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    JsonNode lists = new ListIndexFile(ledger.folder(spec.commandLine().getErr()::println)).json();
    if (output.json) {
      spec.commandLine().getOut().println(lists.toPrettyString());
    } else if (lists.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println(words("lists.none", ledger.folder(spec.commandLine().getErr()::println)));
    } else {
      print(lists);
    }
    return ExitCode.DONE.number();
  }

  private void print(JsonNode lists) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode list : lists) {
      String last = list.path("lastImport").asString("");
      rows.add(
          List.of(
              list.path("name").asString(""),
              String.valueOf(list.path("members").asLong(0)),
              String.valueOf(list.path("missing").asLong(0)),
              last.isEmpty() ? "-" : last.substring(0, 10),
              list.path("server").asString("")));
    }
    TextTable.print(
        spec.commandLine().getOut(),
        new DisplayTable(
            List.of(
                words("lists.head.name"),
                words("lists.head.members"),
                words("lists.head.missing"),
                words("lists.head.last"),
                words("lists.head.server")),
            rows));
  }

  /** What the commands have in common that change a list. */
  abstract static class Change implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(names = "--server", paramLabel = "URL")
    @Nullable URI server;

    @Mixin LedgerOptions ledger = new LedgerOptions();
    @Mixin OutputOptions output = new OutputOptions();

    /** Changes it, and says what was done. */
    abstract String change(ListsJob lists);

    @Override
    public final Integer call() {
      LogConfiguration.configure(output);
      String address = server == null ? null : ConnectionSettings.address(server);
      String done =
          change(new ListsJob(ledger.folder(spec.commandLine().getErr()::println), address));
      spec.commandLine()
          .getOut()
          .println(
              output.json ? JsonMapper.shared().writeValueAsString(Map.of("done", done)) : done);
      return ExitCode.DONE.number();
    }
  }

  /** {@code lists rename}. */
  @Command(name = "rename", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Rename extends Change {
    @Parameters(index = "0", paramLabel = "OLD")
    String old = "";

    @Parameters(index = "1", paramLabel = "NEW")
    String to = "";

    @Override
    String change(ListsJob lists) {
      lists.rename(old, ListOptions.name(to));
      return words("lists.renamed", old, to);
    }
  }

  /** {@code lists merge}. */
  @Command(name = "merge", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Merge extends Change {
    @Parameters(index = "0", paramLabel = "FROM")
    String from = "";

    @Parameters(index = "1", paramLabel = "INTO")
    String into = "";

    @Override
    String change(ListsJob lists) {
      lists.merge(from, into);
      return words("lists.merged", from, into);
    }
  }

  /** {@code lists forget}. */
  @Command(name = "forget", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Forget extends Change {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--yes")
    boolean yes;

    @Override
    String change(ListsJob lists) {
      if (!yes && !isMeant()) {
        return words("lists.kept", name);
      }
      lists.forget(name);
      return words("lists.forgotten", name);
    }

    private boolean isMeant() {
      if (spec.commandLine().getErr() instanceof StatusLineWriter screen && screen.answers()) {
        return screen.agrees(words("lists.ask.forget", name));
      }
      throw new UsageException(words("privacy.needsYes"));
    }
  }
}
