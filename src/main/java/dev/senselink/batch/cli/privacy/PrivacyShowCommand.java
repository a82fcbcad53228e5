package dev.senselink.batch.cli.privacy;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.cli.option.RetentionOption;
import dev.senselink.batch.fleet.report.FleetTraces;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
    new FleetTraces(folder).kept().forEach(one -> stored.add(StoredTable.of(one)));
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      out.println(StoredTable.json(stored, retention.written()));
    } else {
      StoredTable.print(out, stored, folder);
      out.println(kept);
    }
    return ExitCode.DONE.number();
  }
}
