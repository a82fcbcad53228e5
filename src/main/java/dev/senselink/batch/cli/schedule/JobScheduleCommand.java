package dev.senselink.batch.cli.schedule;

import dev.senselink.batch.cli.console.ParentCommand;
import picocli.CommandLine.Command;

/** {@code job}: jobs that systemd runs on a schedule. */
@Command(
    name = "job",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {JobEnableCommand.class, JobDisableCommand.class})
public final class JobScheduleCommand extends ParentCommand {}
