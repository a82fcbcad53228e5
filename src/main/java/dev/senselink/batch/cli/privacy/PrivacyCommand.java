package dev.senselink.batch.cli.privacy;

import dev.senselink.batch.cli.console.ParentCommand;
import picocli.CommandLine.Command;

/** {@code privacy}: what is stored of people, and how it is forgotten. */
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {PrivacyShowCommand.class, PrivacyEraseCommand.class, PrivacyPruneCommand.class})
public final class PrivacyCommand extends ParentCommand {}
