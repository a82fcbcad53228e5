package dev.senselink.batch.cli.privacy;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.TextTable;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.directory.DisplayTable;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code privacy show}: what is stored, where, since when, of how many people and for how long; no
 * values.
 */
@Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false)
final class PrivacyShowCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin RetentionOption retention = new RetentionOption();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    String kept = retention.words();
    Path folder = ledger.folder(spec.commandLine().getErr()::println);
    List<PrivacyJob.Stored> stored = new ArrayList<>(new PrivacyJob(folder).show());
    new FleetTraces(folder)
        .kept()
        .forEach(
            one ->
                stored.add(
                    new PrivacyJob.Stored("fleet", one.folder().toString(), one.since(), 0)));
    if (output.json) {
      spec.commandLine().getOut().println(json(stored, retention.written()).toPrettyString());
    } else if (stored.isEmpty()) {
      spec.commandLine()
          .getOut()
          .println(words("privacy.nothing", ledger.folder(spec.commandLine().getErr()::println)));
    } else {
      TextTable.print(
          spec.commandLine().getOut(),
          new DisplayTable(
              List.of(
                  words("privacy.head.what"),
                  words("privacy.head.people"),
                  words("privacy.head.since"),
                  words("privacy.head.where")),
              stored.stream().map(PrivacyShowCommand::row).toList()));
    }
    if (!output.json) {
      spec.commandLine().getOut().println(kept);
    }
    return ExitCode.DONE.number();
  }

  private static List<String> row(PrivacyJob.Stored stored) {
    return List.of(
        words("privacy.what." + stored.what()),
        String.valueOf(stored.people()),
        stored.since() == null ? "-" : stored.since().toString().substring(0, 10),
        stored.where());
  }

  private static ObjectNode json(List<PrivacyJob.Stored> stored, @Nullable String retention) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("retention", retention);
    ArrayNode list = node.putArray("stored");
    for (PrivacyJob.Stored one : stored) {
      list.addObject()
          .put("what", one.what())
          .put("people", one.people())
          .put("since", one.since() == null ? "" : one.since().toString())
          .put("where", one.where());
    }
    return node;
  }
}
