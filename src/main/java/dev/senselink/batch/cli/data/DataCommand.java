package dev.senselink.batch.cli.data;

import dev.senselink.batch.cli.console.ParentCommand;
import picocli.CommandLine.Command;

/** {@code data}: what is done with the ledger as a whole. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {DataUpgradeCommand.class, DataMoveCommand.class})
public final class DataCommand extends ParentCommand {}
