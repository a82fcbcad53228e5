package dev.senselink.batch.cli.directory;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.ListUsers.Filter;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.ParentCommand;
import dev.senselink.batch.directory.PeopleDirectory;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code user}: the people on the server. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {UserCommand.Search.class, UserCommand.Get.class, UserCommand.Delete.class})
public final class UserCommand extends ParentCommand {

  /** {@code user list}: staff and visitors, unless one of them is asked for. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Search extends PeopleListCommand {
    @Option(names = "--type", paramLabel = "staff|guest")
    @Nullable Kind kind;

    @Option(names = "--job-number", paramLabel = "TEXT")
    @Nullable String jobNumber;

    enum Kind {
      STAFF(Person.STAFF),
      GUEST(Person.GUEST);

      private final int type;

      Kind(int type) {
        this.type = type;
      }
    }

    @Override
    int type() {
      return kind == null ? PeopleDirectory.ANY : kind.type;
    }

    @Override
    void addTo(Map<Filter, String> search) {
      put(search, Filter.JOB_NUMBER, "--job-number", jobNumber);
    }
  }

  /** {@code user get}. */
  @Command(name = "get", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Get extends DirectoryCommand {
    @Parameters(paramLabel = "ID")
    long id;

    @Override
    ExitCode work(RetryingClient server) {
      return show(new PeopleDirectory(server).get(id), PeopleDirectory::sheet);
    }
  }

  /** {@code user delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete extends DeletePeopleCommand {
    Delete() {
      super(Person.STAFF);
    }
  }
}
