package dev.senselink.batch.cli;

import dev.senselink.batch.cli.backup.ExportCommand;
import dev.senselink.batch.cli.backup.RestoreCommand;
import dev.senselink.batch.cli.backup.VerifyCommand;
import dev.senselink.batch.cli.data.DataCommand;
import dev.senselink.batch.cli.directory.CompanyCommand;
import dev.senselink.batch.cli.directory.DepartmentCommand;
import dev.senselink.batch.cli.directory.DeviceCommand;
import dev.senselink.batch.cli.directory.GroupCommand;
import dev.senselink.batch.cli.directory.GuestCommand;
import dev.senselink.batch.cli.directory.RecordsCommand;
import dev.senselink.batch.cli.directory.UserCommand;
import dev.senselink.batch.cli.doctor.DoctorCommand;
import dev.senselink.batch.cli.doctor.SetupCommand;
import dev.senselink.batch.cli.fleet.FleetCommand;
import dev.senselink.batch.cli.fleet.WorkerCommand;
import dev.senselink.batch.cli.notify.NotifyCommand;
import dev.senselink.batch.cli.practice.DemoCommand;
import dev.senselink.batch.cli.practice.SandboxCommand;
import dev.senselink.batch.cli.privacy.PrivacyCommand;
import dev.senselink.batch.cli.roster.ApplyCommand;
import dev.senselink.batch.cli.roster.ImportCommand;
import dev.senselink.batch.cli.roster.ListsCommand;
import dev.senselink.batch.cli.roster.PhotosCommand;
import dev.senselink.batch.cli.roster.ResolveCommand;
import dev.senselink.batch.cli.roster.RunsCommand;
import dev.senselink.batch.cli.roster.TemplateCommand;
import dev.senselink.batch.cli.roster.UndoCommand;
import dev.senselink.batch.cli.roster.ValidateCommand;
import dev.senselink.batch.cli.schedule.JobScheduleCommand;
import dev.senselink.batch.cli.settings.ConfigurationDefaults;
import dev.senselink.batch.cli.web.WebConsoleCommand;
import dev.senselink.batch.language.DisplayLanguage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands, in the order of the help page.
 *
 * <p>Why not {@code subcommands = …} on {@link SenselinkCommand}: reading the options of all
 * commands takes longer than all else before a command begins. So only the command that is meant is
 * read; the others lend the help page their name.
 */
public final class CommandCatalog {
  private static final List<Class<?>> ALL =
      List.of(
          ImportCommand.class,
          ValidateCommand.class,
          TemplateCommand.class,
          PhotosCommand.class,
          RunCommand.class,
          JobScheduleCommand.class,
          FleetCommand.class,
          WorkerCommand.class,
          WebConsoleCommand.class,
          DemoCommand.class,
          SetupCommand.class,
          DoctorCommand.class,
          NotifyCommand.class,
          ResolveCommand.class,
          ApplyCommand.class,
          UndoCommand.class,
          RestoreCommand.class,
          RunsCommand.class,
          ListsCommand.class,
          PrivacyCommand.class,
          DataCommand.class,
          ExportCommand.class,
          VerifyCommand.class,
          RecordsCommand.class,
          CompanyCommand.class,
          DeviceCommand.class,
          GroupCommand.class,
          DepartmentCommand.class,
          UserCommand.class,
          GuestCommand.class,
          SandboxCommand.class,
          CompletionCommand.class,
          HelpCommand.class);

  private CommandCatalog() {}

  /** A command line that knows every option of every command. */
  static CommandLine all() {
    return forArguments("help");
  }

  /** The options of all commands as a configuration file names them: without dashes. */
  public static Set<String> optionNames() {
    return OptionNames.ALL;
  }

  /** Looked for once in a process: a job asks for them again and again. */
  private static final class OptionNames {
    static final Set<String> ALL =
        Collections.unmodifiableSet(ConfigurationDefaults.optionNames(all()));
  }

  /**
   * A command line that can carry out these arguments, and list the other commands unless the first
   * of the arguments is a command: all that follows is its own then, and nothing lists the others.
   */
  static CommandLine forArguments(String... args) {
    Set<String> words = Set.copyOf(Arrays.asList(args));
    boolean any = words.contains("help"); // it shows any command
    CommandLine line = new CommandLine(new SenselinkCommand());
    for (Class<?> type : any ? ALL : known(args)) {
      Command command = type.getAnnotation(Command.class);
      boolean meant = any || words.contains(command.name());
      line.addSubcommand(command.name(), meant ? meant(type, words) : entry(command));
    }
    StandardOptions.add(line);
    // A file called `@x` that others left in the folder would be a list of options otherwise.
    return line.setExpandAtFiles(false).setResourceBundle(texts());
  }

  private static CommandLine meant(Class<?> type, Set<String> words) {
    return type == ImportCommand.class ? ImportCommand.line(words) : new CommandLine(type);
  }

  private static List<Class<?>> known(String... args) {
    return ALL.stream()
        .filter(type -> args.length > 0 && args[0].equals(name(type)))
        .findFirst()
        .<List<Class<?>>>map(List::of)
        .orElse(ALL);
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(Command.class).name();
  }

  /** What the help pages say, in the language spoken now. */
  private static ResourceBundle texts() {
    return ResourceBundle.getBundle(
        CommandCatalog.class.getPackageName() + ".help",
        DisplayLanguage.language(),
        CommandCatalog.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  private static CommandLine entry(Command command) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().hidden(command.hidden());
    return new CommandLine(spec);
  }
}
