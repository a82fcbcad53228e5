package dev.senselink.batch.cli.fleet;

import dev.senselink.batch.cli.console.ParentCommand;
import picocli.CommandLine.Command;

/** {@code fleet}: what is done at all sites is its subcommand. */
@Command(
    name = "fleet",
    mixinStandardHelpOptions = true,
    subcommands = {FleetValidateCommand.class})
public final class FleetCommand extends ParentCommand {}
