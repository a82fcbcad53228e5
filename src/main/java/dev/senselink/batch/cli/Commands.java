package dev.senselink.batch.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands, in the order of the help page.
 *
 * <p>Why not {@code subcommands = …} on {@link SenselinkCommand}: reading the options of all
 * commands takes longer than all else before a command begins. So only the command that is meant is
 * read; the others lend the help page their name and header.
 */
final class Commands {
  private static final List<Class<?>> ALL =
      List.of(
          ImportCommand.class,
          ValidateCommand.class,
          TemplateCommand.class,
          PhotosCommand.class,
          RunCommand.class,
          DemoCommand.class,
          DoctorCommand.class,
          ResolveCommand.class,
          RunsCommand.class,
          CompanyCommand.class,
          SandboxCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  private Commands() {}

  /** A command line that knows every option of every command. */
  static CommandLine all() {
    return forArguments("help");
  }

  /** A command line that can carry out these arguments, and list the other commands. */
  static CommandLine forArguments(String... args) {
    Set<String> words = Set.copyOf(Arrays.asList(args));
    boolean any = mayNameAny(args);
    CommandLine line = new CommandLine(new SenselinkCommand());
    for (Class<?> type : ALL) {
      Command command = type.getAnnotation(Command.class);
      boolean meant = any || words.contains(command.name());
      line.addSubcommand(command.name(), meant ? new CommandLine(type) : entry(command));
    }
    return line;
  }

  /** `help` shows any command, and a file of arguments may name any. */
  private static boolean mayNameAny(String... args) {
    for (String arg : args) {
      if (arg.equals("help") || arg.startsWith("@")) {
        return true;
      }
    }
    return false;
  }

  private static CommandLine entry(Command command) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().header(command.header()).hidden(command.hidden());
    return new CommandLine(spec);
  }
}
