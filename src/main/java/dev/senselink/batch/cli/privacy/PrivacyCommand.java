package dev.senselink.batch.cli.privacy;

import dev.senselink.batch.cli.console.FamilyCommand;
import picocli.CommandLine.Command;

/** {@code privacy}: what is stored of people, and how it is forgotten. */
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {PrivacyShow.class, PrivacyErase.class, PrivacyPrune.class})
public final class PrivacyCommand extends FamilyCommand {}
