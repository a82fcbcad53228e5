package dev.senselink.batch.cli.roster;

import dev.senselink.batch.cli.console.ConsoleProgress;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.StopSignals;
import dev.senselink.batch.cli.option.ColumnProposal;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.RosterArguments;
import dev.senselink.batch.cli.option.RunEndMessage;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.RunEnd;
import dev.senselink.batch.job.StopSwitch;
import dev.senselink.batch.job.imports.DryRun;
import dev.senselink.batch.photo.PhotoEngine;
import dev.senselink.batch.photo.face.FaceMemory;
import java.time.ZoneId;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands of {@code validate} have in common. */
final class OfflineValidation {
  private final CommandSpec command;
  private final OutputOptions output;
  private final DataFolderOptions where;

  /**
   * @param where what was said of columns before is read, and what is seen in photos is kept
   */
  OfflineValidation(CommandSpec command, OutputOptions output, DataFolderOptions where) {
    this.command = command;
    this.output = output;
    this.where = where;
  }

  static ImportSettings.Mode mode(RosterArguments arguments) {
    return new ImportSettings.Mode(true, true, false, arguments.allowEmpty);
  }

  /**
   * Checks, and says how it ended.
   *
   * @return what the shell is told
   */
  int run(RosterArguments arguments, ImportSettings settings, ZoneId zone) {
    LogConfiguration.configure(output);
    StopSwitch stop = new StopSwitch();
    StopSignals.stopInOrder(stop, command.commandLine().getErr());
    RunEnd end;
    try (ConsoleProgress progress =
        new ConsoleProgress(command.commandLine().getErr(), output.noProgress)) {
      ColumnProposal.offline(command, settings, progress, where);
      FaceMemory seen = where.faces(settings.policies().recheckPhotos());
      PhotoEngine engine = arguments.photos.engine(seen, progress::say);
      end = new DryRun(settings, engine, progress, stop).offline(zone);
    } catch (ColumnProposal.AgreedException agreed) {
      return agreed.again(command);
    }
    return new RunEndMessage(command, output.json, settings.roster()).say(end).number();
  }
}
