package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.cli.console.ParentCommand;
import picocli.CommandLine.Command;

/** {@code fleet}: what is done at all sites is its subcommand. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    subcommands = {
      FleetImportCommand.class,
      FleetValidateCommand.class,
      FleetStatusCommand.class,
      FleetReportCommand.class,
      FleetRetryCommand.class,
      FleetApplyCommand.class,
      FleetUndoCommand.class,
      FleetResolveCommand.class,
      FleetExportCommand.class,
      FleetDoctorCommand.class,
      FleetPrivacyCommand.class,
      FleetPauseCommand.class,
      FleetResumeCommand.class,
      FleetCancelCommand.class
    })
public final class FleetCommand extends ParentCommand {}
