package dev.senselink.batch.cli.web;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.ParentCommand;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.console.account.Account;
import dev.senselink.batch.console.account.AccountRefusedException;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.account.AccountsUnreadableException;
import dev.senselink.batch.console.account.Role;
import dev.senselink.batch.console.audit.AuditLog;
import dev.senselink.batch.machine.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code console user}: who may sign in with a password. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {
      AccountCommand.Add.class,
      AccountCommand.Password.class,
      AccountCommand.All.class,
      AccountCommand.Remove.class
    })
final class AccountCommand extends ParentCommand {

  /** What each of them needs. */
  abstract static class One implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin DataFolderOptions where = new DataFolderOptions();
    @Mixin OutputOptions output = new OutputOptions();

    /** Changes or shows accounts. */
    abstract void work(Accounts accounts) throws IOException, AccountRefusedException;

    @Override
    public final Integer call() {
      LogConfiguration.configure(output);
      try {
        work(new Accounts(where.folder()));
        return ExitCode.DONE.number();
      } catch (AccountRefusedException | AccountsUnreadableException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        throw new UsageException(words("console.user.unwritable", where.folder()));
      }
    }

    /** Written down before it is done, as what is done in the console is. */
    void audit(String what, String name) throws IOException {
      Path data = where.folder();
      new AuditLog(data, Machine.real())
          .did(System.getProperty("user.name", ""), "user." + what, Map.of("user", name));
    }

    PrintWriter out() {
      return spec.commandLine().getOut();
    }

    /** Asks twice without showing it; of what comes down a pipe, the first line. */
    String askPassword() throws IOException {
      PrintWriter err = spec.commandLine().getErr();
      if (!(err instanceof StatusLineWriter screen) || !screen.answersSecrets()) {
        return line();
      }
      String first = screen.askSecret(words("console.user.password"));
      if (!first.equals(screen.askSecret(words("console.user.again")))) {
        throw new UsageException(words("console.user.differs"));
      }
      return first;
    }

    private static String line() throws IOException {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      @Nullable String line = in.readLine();
      if (line == null || line.isEmpty()) {
        throw new UsageException(words("console.user.noPassword"));
      }
      return line;
    }
  }

  /** {@code console user add}. */
  @Command(name = "add", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Add extends One {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--role", paramLabel = "ROLE", required = true)
    Role role = Role.VIEWER;

    @Override
    void work(Accounts accounts) throws IOException, AccountRefusedException {
      String password = askPassword();
      audit("add", name);
      accounts.add(name, role, password);
      out().println(words("console.user.added", name, role.word()));
    }
  }

  /** {@code console user passwd}. */
  @Command(name = "passwd", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Password extends One {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Option(names = "--role", paramLabel = "ROLE")
    @Nullable Role role;

    @Override
    void work(Accounts accounts) throws IOException, AccountRefusedException {
      String password = askPassword();
      audit("passwd", name);
      accounts.change(name, role, password);
      out().println(words("console.user.changed", name));
    }
  }

  /** {@code console user list}. */
  @Command(name = "list", mixinStandardHelpOptions = true, sortOptions = false)
  static final class All extends One {
    @Override
    void work(Accounts accounts) throws IOException {
      List<Account> all = accounts.all();
      if (output.json) {
        out()
            .println(
                JsonMapper.shared()
                    .writeValueAsString(
                        all.stream()
                            .map(one -> Map.of("name", one.name(), "role", one.role().word()))
                            .toList()));
        return;
      }
      for (Account one : all) {
        out().println(words("console.user.one", one.name(), one.role().word()));
      }
      if (all.isEmpty()) {
        out().println(words("console.user.none"));
      }
    }
  }

  /** {@code console user remove}. */
  @Command(name = "remove", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Remove extends One {
    @Parameters(paramLabel = "NAME")
    String name = "";

    @Override
    void work(Accounts accounts) throws IOException, AccountRefusedException {
      audit("remove", name);
      accounts.remove(name);
      out().println(words("console.user.removed", name));
    }
  }
}
