package dev.senselink.batch.cli.directory;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.directory.CompanyProfile;
import picocli.CommandLine.Command;

/** {@code company}: the company the app key belongs to, and its licence period. */
@Command(name = "company", mixinStandardHelpOptions = true, sortOptions = false)
public final class CompanyCommand extends DirectoryCommand {
  @Override
  ExitCode work(RetryingClient server) {
    CompanyProfile owner = new CompanyProfile(server, connection.zone());
    return show(owner.company(), owner::sheet);
  }
}
