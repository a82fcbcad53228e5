package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LanguageOption;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.option.ReportsOption;
import dev.senselink.batch.cli.settings.ConfigurationPlaces;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.cli.settings.SystemConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code setup}: asks for the server and what goes with it, tries each answer, and writes all down
 * where every other command looks. What is given as an option is not asked. Nothing is written of
 * what does not work.
 */
@Command(name = "setup", mixinStandardHelpOptions = true, sortOptions = false)
public final class SetupCommand implements Callable<Integer> {
  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin LanguageOption language = new LanguageOption();

  @Option(names = "--folder", paramLabel = "DIR")
  @Nullable Path typed;

  @Option(names = "--groups", paramLabel = "A,B|none")
  @Nullable String groups;

  @Mixin ReportsOption reports = new ReportsOption();

  @Option(names = "--yes")
  boolean yes;

  @Override
  public Integer call() throws IOException {
    connection.check();
    boolean service = typed == null && SystemConfiguration.isOurs();
    Path folder = folder(service);
    SetupFiles files = new SetupFiles(folder, service);
    StatusLineWriter screen = terminal();
    if (!yes && !mayReplace(files, screen)) {
      out().println(words("setup.declined"));
      return ExitCode.DONE.number();
    }
    try {
      files.check();
    } catch (IOException e) {
      throw new UsageException(words("setup.unwritable", FileErrorMessages.words(e)));
    }
    ReportsQuestion asked =
        new ReportsQuestion(reports.reports, service ? ServiceAccess.ofService() : null);
    SetupDialog dialog =
        new SetupDialog(
            spec,
            connection,
            out(),
            screen,
            groups,
            asked,
            service ? ServiceAccess.ofService() : null);
    if (!dialog.run()) {
      out().println(words(dialog.isWithoutServer() ? "setup.noServer" : "setup.failed"));
      return ExitCode.ATTENTION.number();
    }
    try {
      files.write(dialog.settings(), dialog.secret());
    } catch (IOException e) {
      throw new UsageException(words("setup.unwritable", FileErrorMessages.words(e)));
    }
    tell(files, service);
    Path here = Path.of(ConfigurationPlaces.NAME);
    if (Files.exists(here) && !Files.isSameFile(here, folder.resolve(ConfigurationPlaces.NAME))) {
      out().println(words("setup.hidden", here.toAbsolutePath()));
    }
    return ExitCode.DONE.number();
  }

  private static boolean mayReplace(SetupFiles files, @Nullable StatusLineWriter screen) {
    for (Path there : files.there()) {
      if (screen == null) {
        throw new UsageException(words("setup.exists", there));
      }
      if (!screen.agrees(words("setup.replace", there))) {
        return false;
      }
    }
    return true;
  }

  /** Null where nobody can be asked: then the options must say everything. */
  private @Nullable StatusLineWriter terminal() {
    if (spec.commandLine().getErr() instanceof StatusLineWriter screen && screen.answers()) {
      return screen;
    }
    if (!connection.sandbox && !connection.isComplete()) {
      throw new UsageException(words("setup.noTerminal"));
    }
    return null;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private Path folder(boolean service) {
    if (typed != null) {
      if (!Files.isDirectory(typed)) {
        throw new UsageException(words("setup.noFolder", typed));
      }
      return typed;
    }
    if (service) {
      return SystemConfiguration.FILE.resolveSibling("");
    }
    Path user = ConfigurationPlaces.user(new OptionOrigin(spec).environment());
    if (user == null) {
      throw new UsageException(words("setup.noHome"));
    }
    return user.resolveSibling("");
  }

  private void tell(SetupFiles files, boolean service) {
    List<Path> written = files.there();
    out()
        .println(
            written.size() > 1
                ? words(
                    service ? "setup.written.service" : "setup.written",
                    written.get(0),
                    written.get(1))
                : words("setup.written.practice", written.get(0)));
    out().println(words("setup.next"));
    out()
        .println(
            "  "
                + String.join(
                    " ", NextCommandLine.program(), "template", "users", "-o", "staff.xlsx"));
  }
}
