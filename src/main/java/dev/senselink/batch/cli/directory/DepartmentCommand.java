package dev.senselink.batch.cli.directory;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.ParentCommand;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.directory.ChangeKeeper;
import dev.senselink.batch.directory.DepartmentChange;
import dev.senselink.batch.directory.DepartmentDirectory;
import dev.senselink.batch.directory.PendingDeletion;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code department}: the departments of the company. */
@Command(
    name = "department",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      DepartmentCommand.All.class,
      DepartmentCommand.Get.class,
      DepartmentCommand.Create.class,
      DepartmentCommand.Update.class,
      DepartmentCommand.Delete.class
    })
public final class DepartmentCommand extends ParentCommand {

  /** {@code department list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class All extends DirectoryCommand {
    @Override
    ExitCode work(RetryingClient server) {
      return show(new DepartmentDirectory(server).tree(), DepartmentDirectory::sheet);
    }
  }

  /** {@code department get}. */
  @Command(name = "get", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Get extends DirectoryCommand {
    @Parameters(paramLabel = "ID|CODE", arity = "0..1")
    @Nullable String named;

    @Option(names = "--code", paramLabel = "CODE")
    @Nullable String code;

    @Override
    void check() {
      if ((named == null || named.isBlank()) == (code == null || code.isBlank())) {
        throw new UsageException(words("department.which"));
      }
    }

    @Override
    ExitCode work(RetryingClient server) {
      DepartmentDirectory departments = new DepartmentDirectory(server);
      return show(
          code == null || code.isBlank()
              ? departments.named(String.valueOf(named).strip())
              : departments.byCode(code.strip()),
          DepartmentDirectory::sheet);
    }
  }

  /** What a department may have beside its name. */
  static final class Fields {
    @Option(names = "--parent", paramLabel = "DEPARTMENT")
    @Nullable String parent;

    @Option(names = "--leader", paramLabel = "PERSON")
    @Nullable String leader;

    @Option(names = "--code", paramLabel = "CODE")
    @Nullable String code;

    boolean nothingSaid() {
      return parent == null && leader == null && code == null;
    }

    DepartmentChange change(RetryingClient server, @Nullable String name) {
      DepartmentOptions options = new DepartmentOptions(server);
      return new DepartmentChange(name, options.parent(parent), options.leader(leader), code);
    }
  }

  /** {@code department create}. */
  @Command(name = "create", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Create extends DirectoryCommand {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Mixin Fields fields = new Fields();

    @Override
    ExitCode work(RetryingClient server) {
      DepartmentChange wanted = fields.change(server, null);
      return show(new DepartmentDirectory(server).create(name, wanted), DepartmentDirectory::sheet);
    }
  }

  /** {@code department update}. */
  @Command(name = "update", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Update extends DirectoryCommand {
    @Parameters(paramLabel = "ID")
    long id;

    @Option(names = "--name", paramLabel = "TEXT")
    @Nullable String name;

    @Mixin Fields fields = new Fields();

    @Override
    void check() {
      if (name == null && fields.nothingSaid()) {
        throw new UsageException(
            words(
                "update.nothing",
                DisplayLanguage.list(List.of("--name", "--parent", "--leader", "--code"))));
      }
    }

    @Override
    ExitCode work(RetryingClient server) {
      DepartmentChange change = fields.change(server, name);
      return show(new DepartmentDirectory(server).update(id, change), DepartmentDirectory::sheet);
    }
  }

  /** {@code department delete}. */
  @Command(name = "delete", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Delete extends DeleteCommand {
    @Parameters(paramLabel = "ID")
    long id;

    @Override
    PendingDeletion prepare(RetryingClient server, ChangeKeeper keeper) {
      return new DepartmentDirectory(server).deletion(id);
    }
  }
}
