package dev.senselink.batch.cli.privacy;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.job.privacy.PrivacyJob;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A command that forgets: asks on a terminal whether that is meant, and needs a yes elsewhere. */
abstract class ForgetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--yes")
  boolean yes;

  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  /** What is asked. */
  abstract String question();

  abstract PrivacyJob.Forgotten forget();

  @Override
  public final Integer call() {
    LogConfiguration.configure(output);
    String question = question();
    if (!yes && !confirmed(question)) {
      spec.commandLine().getErr().println(words("privacy.declined"));
      return ExitCode.DONE.number();
    }
    PrivacyJob.Forgotten forgotten = forget();
    PrintWriter out = spec.commandLine().getOut();
    if (output.json) {
      out.println(json(forgotten).toPrettyString());
    } else {
      tell(out, forgotten);
    }
    return end(forgotten).number();
  }

  /** How that ends. */
  ExitCode end(PrivacyJob.Forgotten forgotten) {
    return ExitCode.DONE;
  }

  private boolean confirmed(String question) {
    if (spec.commandLine().getErr() instanceof StatusLineWriter screen && screen.answers()) {
      return screen.agrees(question);
    }
    throw new UsageException(words("privacy.needsYes"));
  }

  private static void tell(PrintWriter out, PrivacyJob.Forgotten forgotten) {
    out.println(words("privacy.done", forgotten.rows(), forgotten.runs().size()));
    if (forgotten.uploads() > 0) {
      out.println(words("privacy.uploads", forgotten.uploads()));
    }
    forgotten.left().forEach(left -> out.println(words("privacy.left", left.where(), left.why())));
    out.println(words("privacy.outside"));
  }

  private static ObjectNode json(PrivacyJob.Forgotten forgotten) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    node.put("rows", forgotten.rows()).put("people", forgotten.people());
    ArrayNode runs = node.putArray("runs");
    forgotten.runs().forEach(runs::add);
    node.put("uploads", forgotten.uploads());
    ArrayNode left = node.putArray("left");
    forgotten
        .left()
        .forEach(
            one ->
                left.addObject()
                    .put("where", one.where())
                    .put("why", one.why())
                    .put("yours", one.keeper() == PrivacyJob.Left.Keeper.USER)
                    .put("held", one.isHeld()));
    return node;
  }
}
