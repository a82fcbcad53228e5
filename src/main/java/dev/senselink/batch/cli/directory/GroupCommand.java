package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.ParentCommand;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.PersonIdList;
import dev.senselink.batch.cli.option.UndoOptions;
import dev.senselink.batch.directory.ChangeKeeper;
import dev.senselink.batch.directory.GroupDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code group}: the groups of people and who is in them. */
@Command(
    name = "group",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      GroupCommand.All.class,
      GroupCommand.Create.class,
      GroupCommand.Rename.class,
      GroupCommand.Add.class,
      GroupCommand.Remove.class
    })
public final class GroupCommand extends ParentCommand {
  /** The words of {@code --type}. */
  enum Kind {
    STAFF(Person.STAFF),
    GUEST(Person.GUEST);

    private final int type;

    Kind(int type) {
      this.type = type;
    }
  }

  /** {@code group list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class All extends DirectoryCommand {
    @Override
    ExitCode work(RetryingClient server) {
      return show(new GroupDirectory(server).list(), GroupDirectory::sheet);
    }
  }

  /** {@code group create}. */
  @Command(name = "create", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Create extends DirectoryCommand {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--type", paramLabel = "staff|guest", required = true)
    Kind type = Kind.STAFF;

    @Override
    ExitCode work(RetryingClient server) {
      return show(
          new GroupDirectory(server).create(name, type.type),
          group -> GroupDirectory.sheet(List.of(group)));
    }
  }

  /** {@code group rename}. */
  @Command(name = "rename", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Rename extends DirectoryCommand {
    @Parameters(paramLabel = "GROUP", index = "0")
    String group = "";

    @Parameters(paramLabel = "NAME", index = "1")
    String name = "";

    @Override
    ExitCode work(RetryingClient server) {
      return show(
          new GroupDirectory(server).rename(group, name),
          renamed -> GroupDirectory.sheet(List.of(renamed)));
    }
  }

  /** {@code group add}. */
  @Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Add extends MembersCommand {
    Add() {
      super("added", true);
    }
  }

  /** {@code group remove}. */
  @Command(name = "remove", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Remove extends MembersCommand {
    @Mixin UndoOptions undo = new UndoOptions();

    Remove() {
      super("removed", false);
    }

    @Override
    void check() {
      undo.settings(); // a mistake is told at once
      super.check();
    }

    @Override
    ExitCode keeping(RetryingClient server, KeptChanges.Work<ExitCode> work) {
      return keeping(server, undo, work);
    }
  }

  /** Who comes into a group, or leaves it. */
  abstract static class MembersCommand extends DirectoryCommand {
    private final String done;
    private final boolean add;

    @Parameters(paramLabel = "GROUP", index = "0")
    String group = "";

    @Parameters(paramLabel = "PERSON_ID", index = "1..*", arity = "0..*")
    List<String> people = new ArrayList<>();

    @Option(names = "--from", paramLabel = "FILE")
    @Nullable Path from;

    MembersCommand(String done, boolean add) {
      this.done = done;
      this.add = add;
    }

    /** Does it so that it can be taken back, where that can be. */
    ExitCode keeping(RetryingClient server, KeptChanges.Work<ExitCode> work) {
      return work.with(ChangeKeeper.NOTHING);
    }

    @Override
    void check() {
      if (people.isEmpty() == (from == null)) {
        throw new UsageException(words("members.which"));
      }
      PersonIdList.of(people);
    }

    @Override
    final ExitCode work(RetryingClient server) {
      List<Long> ids = from == null ? PersonIdList.of(people) : PersonIdList.read(from);
      stopInOrder(server);
      return keeping(
          server,
          keeper ->
              BulkResultOutput.print(
                  this, done, new GroupDirectory(server).members(group, ids, add, keeper)));
    }
  }
}
