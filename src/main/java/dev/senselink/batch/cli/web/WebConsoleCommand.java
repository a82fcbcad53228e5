package dev.senselink.batch.cli.web;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.LogConfiguration;
import dev.senselink.batch.cli.console.OutputOptions;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.DataFolderOptions;
import dev.senselink.batch.cli.option.LedgerOptions;
import dev.senselink.batch.console.Console;
import dev.senselink.batch.console.ConsoleSettings;
import dev.senselink.batch.console.Office;
import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.console.command.CommandRunner;
import dev.senselink.batch.disk.ProgramFinder;
import dev.senselink.batch.machine.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code console}: the work in a browser, until Ctrl-C or SIGTERM. */
@Command(
    name = "console",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    subcommands = {WebConsoleCommand.Url.class, AccountCommand.class})
public final class WebConsoleCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  @Spec CommandSpec spec;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8420")
  int port = ConsoleSettings.STANDARD_PORT;

  @Option(names = "--open")
  boolean open;

  @Option(names = "--sandbox")
  boolean sandbox;

  @Option(names = "--jobs", paramLabel = "DIR")
  @Nullable Path jobs;

  @Option(names = "--inbox", paramLabel = "DIR")
  @Nullable Path inbox;

  @Mixin OfficeOptions reach = new OfficeOptions();
  @Mixin LedgerOptions ledger = new LedgerOptions();
  @Mixin OutputOptions output = new OutputOptions();

  private @Nullable PracticeServer practice;
  private Commands commands = (typed, more) -> nothing();

  /** How the commands are run that the console starts. */
  @FunctionalInterface
  public interface Commands {
    /**
     * A runner of commands.
     *
     * @param typed options that every command is given
     * @param more variables beside those of the environment
     */
    CommandRunner with(List<String> typed, Map<String, String> more);
  }

  private static CommandRunner nothing() {
    throw new IllegalStateException("the console was opened by nobody");
  }

  /** To be said before it is called. */
  public void starting(Commands runs) {
    commands = runs;
  }

  @Override
  public Integer call() {
    LogConfiguration.configure(output);
    if (port < 0 || port > HIGHEST_PORT) {
      throw new UsageException(words("console.port", port));
    }
    mustBeReal("--jobs", jobs);
    mustBeReal("--inbox", inbox);
    mustBeFolder("--jobs", jobs);
    mustBeFolder("--inbox", inbox);
    Office office = reach.read(spec.commandLine().getErr()::println);
    if (!sandbox) {
      return open(ledger.folder(spec.commandLine().getErr()::println), office, Map.of());
    }
    if (office != null) {
      throw new UsageException(words("console.office.sandbox"));
    }
    if (isTyped("--database")) {
      throw new UsageException(words("console.sandboxDatabase"));
    }
    try (PracticeServer own = PracticeServer.start()) {
      practice = own;
      return open(isTyped("--data") ? ledger.where.folder() : own.data(), null, own.environment());
    }
  }

  /** Job files name servers and lists: whoever practises must not work on what is real. */
  private void mustBeReal(String option, @Nullable Path folder) {
    if (sandbox && folder != null) {
      throw new UsageException(words("console.sandboxReal", option));
    }
  }

  private static void mustBeFolder(String option, @Nullable Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException(words("console.noFolder", option, folder));
    }
  }

  private boolean isTyped(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** What was said of the program as a whole, for each command to be said again. */
  private List<String> typed(Path data) {
    List<String> words = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (List.of("--data", "--config", "--log-level", "--log-file").contains(name)) {
        option.originalStringValues().forEach(value -> words.add(name + "=" + value));
      }
    }
    if (!isTyped("--data")) {
      words.add("--data=" + data); // also for a job file that names another
    }
    PracticeServer own = practice;
    if (own != null && !isTyped("--config")) {
      words.add("--config=" + own.settings());
    }
    return words;
  }

  private int open(Path data, @Nullable Office office, Map<String, String> more) {
    lookForAccounts(data, office);
    Machine machine = Machine.real();
    PracticeServer own = practice;
    Optional<String> running = Console.running(data, machine);
    if (running.isPresent()) {
      tell(spec, output, running.get());
      return ExitCode.DONE.number();
    }
    try (Console console =
        Console.open(
            new ConsoleSettings(data, port, jobs, inbox, office, own == null ? null : own.sample()),
            machine,
            commands.with(typed(data), more))) {
      Thread hook = new Thread(() -> stop(console), "console-stop");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        console.refusedJobs().forEach(spec.commandLine().getErr()::println);
        console.begin();
        serve(console, machine);
      } finally {
        Runtime.getRuntime().removeShutdownHook(hook); // it is closed here and now
      }
    }
    return ExitCode.DONE.number();
  }

  /** An office needs accounts; on this machine an address of the terminal will do. */
  private void lookForAccounts(Path data, @Nullable Office office) {
    try {
      if (new Accounts(data).all().isEmpty() && office != null) {
        throw new UsageException(words("console.office.nobody"));
      }
    } catch (IOException e) {
      if (office != null) {
        throw new UsageException(String.valueOf(e.getMessage()));
      }
      spec.commandLine().getErr().println(e.getMessage());
    }
  }

  private void serve(Console console, Machine machine) {
    tell(spec, output, console.signInAddress());
    if (open && !show(console.signInFile())) {
      spec.commandLine().getErr().println(words("console.notOpened"));
    }
    if (System.console() != null && !output.json) {
      spec.commandLine().getErr().println(words("console.enter"));
      spec.commandLine().getErr().flush();
      machine.start("console-enter", () -> anew(console));
    }
    awaitInterrupt();
  }

  /** Shows a file in the user's browser; answers whether anything here can. */
  private static boolean show(Path file) {
    for (String viewer : List.of("xdg-open", "open", "explorer")) {
      Optional<Path> program = ProgramFinder.find(viewer, System.getenv());
      if (program.isPresent()) {
        try {
          new ProcessBuilder(program.get().toString(), file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
          return true;
        } catch (IOException e) {
          return false;
        }
      }
    }
    return false;
  }

  /** Each Enter is answered with a new address. */
  private void anew(Console console) {
    java.io.Console terminal = System.console();
    while (terminal != null && terminal.readLine() != null) {
      tell(spec, output, console.signInAddress());
    }
  }

  private static void tell(CommandSpec spec, OutputOptions output, String address) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        output.json
            ? JsonMapper.shared().writeValueAsString(Map.of("url", address))
            : words("console.open", address));
    out.flush();
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      // Whoever runs the command inside a process stops it so; there is nobody to pass it on to.
    }
  }

  /** On a signal: a stop is this command's good end, so the shell must see 0 and not 130 or 143. */
  private void stop(Console console) {
    try {
      console.close();
      PracticeServer own = practice;
      if (own != null) {
        own.close();
      }
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  /** {@code console url}: a new address for the console that is at work. */
  @Command(name = "url", mixinStandardHelpOptions = true, sortOptions = false)
  static final class Url implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin DataFolderOptions where = new DataFolderOptions();
    @Mixin OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
      LogConfiguration.configure(output);
      String address =
          Console.running(where.folder(), Machine.real())
              .orElseThrow(() -> new UsageException(words("console.none", where.folder())));
      tell(spec, output, address);
      return ExitCode.DONE.number();
    }
  }
}
