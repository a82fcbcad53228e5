package dev.senselink.batch.cli.directory;

import dev.senselink.batch.api.people.ListUsers.Filter;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.ParentCommand;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code guest}: the visitors on the server. */
@Command(
    name = "guest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {GuestCommand.Search.class, GuestCommand.Delete.class})
public final class GuestCommand extends ParentCommand {

  /** {@code guest list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Search extends PeopleListCommand {
    @Override
    int type() {
      return Person.GUEST;
    }

    @Override
    void addTo(Map<Filter, String> search) {
      // Guests have no number of their own.
    }
  }

  /** {@code guest delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete extends DeletePeopleCommand {
    Delete() {
      super(Person.GUEST);
    }
  }
}
