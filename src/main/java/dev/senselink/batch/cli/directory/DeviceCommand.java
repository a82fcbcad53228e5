package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.ParentCommand;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.ChangeKeeper;
import dev.senselink.batch.directory.DeviceChange;
import dev.senselink.batch.directory.DeviceDirectory;
import dev.senselink.batch.directory.PendingDeletion;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code device}: the terminals at the doors. */
@Command(
    name = "device",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {DeviceCommand.All.class, DeviceCommand.Update.class, DeviceCommand.Delete.class})
public final class DeviceCommand extends ParentCommand {

  /** {@code device list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class All extends DirectoryCommand {
    @Override
    ExitCode work(RetryingClient server) {
      return show(new DeviceDirectory(server).list(), DeviceDirectory::sheet);
    }
  }

  /** {@code device update}. */
  @Command(name = "update", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Update extends DirectoryCommand {
    private static final List<String> OPTIONS =
        List.of(
            "--name",
            "--location",
            "--direction",
            "--description",
            "--staff-groups",
            "--guest-groups");

    @Parameters(paramLabel = "ID")
    long id;

    @Option(names = "--name", paramLabel = "TEXT")
    @Nullable String name;

    @Option(names = "--location", paramLabel = "TEXT")
    @Nullable String location;

    @Option(names = "--direction", paramLabel = "N")
    @Nullable Long direction;

    @Option(names = "--description", paramLabel = "TEXT")
    @Nullable String description;

    @Option(names = "--staff-groups", paramLabel = "A,B|none")
    @Nullable String staffGroups;

    @Option(names = "--guest-groups", paramLabel = "A,B|none")
    @Nullable String guestGroups;

    @Override
    void check() {
      if (change().isEmpty()) {
        throw new UsageException(words("update.nothing", DisplayLanguage.list(OPTIONS)));
      }
    }

    private DeviceChange change() {
      return new DeviceChange(
          name, location, description, direction, names(staffGroups), names(guestGroups));
    }

    private static @Nullable List<String> names(@Nullable String option) {
      return option == null ? null : GroupListOption.of(option);
    }

    @Override
    ExitCode work(RetryingClient server) {
      return show(
          new DeviceDirectory(server).update(id, change()),
          device -> DeviceDirectory.sheet(List.of(device)));
    }
  }

  /** {@code device delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete extends DeleteCommand {
    @Parameters(paramLabel = "ID")
    long id;

    @Override
    PendingDeletion prepare(RetryingClient server, ChangeKeeper keeper) {
      return new DeviceDirectory(server).deletion(id);
    }
  }
}
