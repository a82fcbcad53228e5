package dev.senselink.batch.cli.directory;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.ParentCommand;
import picocli.CommandLine.Command;

/** {@code guest}: the visitors on the server. */
@Command(
    name = "guest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = GuestCommand.Delete.class)
public final class GuestCommand extends ParentCommand {

  /** {@code guest delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete extends DeletePeopleCommand {
    Delete() {
      super(Person.GUEST);
    }
  }
}
