package dev.senselink.batch.cli.backup;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.backup.BackupDamage;
import dev.senselink.batch.backup.BackupKeys;
import dev.senselink.batch.backup.verify.Verification;
import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.AfterRunOptions;
import dev.senselink.batch.cli.option.BackupKeyOptions;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.JobCommand;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.restore.VerifyJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code verify}: whether a backup is as it was written, and whether the server is as it says. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false)
public final class VerifyCommand implements Callable<Integer>, JobCommand {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "BACKUP")
  @Nullable Path backup;

  @Mixin BackupKeyOptions keyFiles = new BackupKeyOptions();

  @Option(names = "--against-server")
  boolean againstServer;

  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin AfterRunOptions after = new AfterRunOptions();

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    Path path = backup;
    if (path == null) {
      throw new UsageException(words("verify.nothing"));
    }
    mustBeComplete(); // before minutes are spent on what needs no server
    BackupKeys keys = keyFiles.read(spec.commandLine().getErr()::println);
    PrintWriter out = spec.commandLine().getOut();
    List<BackupDamage> all = new ArrayList<>();
    Consumer<BackupDamage> told = output.json ? all::add : damage -> out.println(damage);
    Verification.Result result = Verification.of(path, keys, told);
    long differences = againstServer && result.ok() ? compare(path, keys, told) : 0;
    say(result, differences, all, out);
    ExitCode code = result.ok() && differences == 0 ? ExitCode.DONE : ExitCode.ATTENTION;
    String happened = result.ok() && againstServer ? compared(result, differences) : found(result);
    AfterRunOptions.ended(spec, code.number(), happened, Map.of());
    return code.number();
  }

  private long compare(Path path, BackupKeys keys, Consumer<BackupDamage> told) {
    PrintWriter err = spec.commandLine().getErr();
    ConsoleProgress progress = new ConsoleProgress(err, output.noProgress);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, err);
    try {
      return new VerifyJob(path, keys, progress, stop).run(connection.open(progress::say), told);
    } finally {
      connection.close();
      progress.close();
    }
  }

  @Override
  public void check() {
    connection.check();
    output.check();
  }

  @Override
  public void mustBeComplete() {
    if (againstServer) {
      connection.mustBeComplete();
    }
  }

  private static String found(Verification.Result result) {
    return result.ok()
        ? words("verify.ok", result.files(), result.photos() + result.recordPhotos())
        : words("verify.damaged", result.damages());
  }

  private static String compared(Verification.Result result, long differences) {
    if (!result.ok()) {
      return words("verify.notAsked");
    }
    return differences == 0 ? words("verify.same") : words("verify.differs", differences);
  }

  private void say(
      Verification.Result result, long differences, List<BackupDamage> all, PrintWriter out) {
    if (!output.json) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(found(result));
      if (result.sealUnchecked()) {
        err.println(words("verify.sealUnchecked"));
      }
      if (againstServer) {
        err.println(compared(result, differences));
      }
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ok", result.ok() && differences == 0);
    document.put("files", result.files());
    document.put("photos", result.photos());
    document.put("recordPhotos", result.recordPhotos());
    document.put("damage", all);
    if (result.sealUnchecked()) {
      document.put("seal", "NOT_CHECKED");
    }
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document));
  }
}
