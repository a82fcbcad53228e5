package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.Words.words;

import dev.senselink.batch.api.client.Server;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FamilyCommand;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.Deletion;
import dev.senselink.batch.directory.DeviceChange;
import dev.senselink.batch.directory.Devices;
import dev.senselink.batch.language.Speech;
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
public final class DeviceCommand extends FamilyCommand {

  /** {@code device list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class All extends DirectoryCommand {
    @Override
    ExitCode work(Server server) {
      return show(new Devices(server).list(), Devices::sheet);
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
        throw new UsageException(words("update.nothing", Speech.list(OPTIONS)));
      }
    }

    private DeviceChange change() {
      return new DeviceChange(
          name, location, description, direction, names(staffGroups), names(guestGroups));
    }

    private static @Nullable List<String> names(@Nullable String option) {
      return option == null ? null : GroupNames.of(option);
    }

    @Override
    ExitCode work(Server server) {
      return show(
          new Devices(server).update(id, change()), device -> Devices.sheet(List.of(device)));
    }
  }

  /** {@code device delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete extends DeleteCommand {
    @Parameters(paramLabel = "ID")
    long id;

    @Override
    Deletion prepare(Server server) {
      return new Devices(server).deletion(id);
    }
  }
}
