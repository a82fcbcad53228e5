package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.cli.console.ExitCode;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.LanguageOption;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.option.NextCommandLine;
import dev.senselink.batch.cli.settings.SystemConfiguration;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.doctor.DoctorTarget;
import dev.senselink.batch.directory.doctor.ServerDoctor;
import dev.senselink.batch.disk.PrivateFiles;
import dev.senselink.batch.job.ConnectionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code setup}: asks for server, key and secret, tries them, and writes them down where every
 * other command looks. What it reads and tries goes the way of all commands; nothing is written of
 * what does not work.
 */
@Command(name = "setup", mixinStandardHelpOptions = true, sortOptions = false)
public final class SetupCommand implements Callable<Integer> {
  private static final String SETTINGS = "senselink.yml";
  private static final String SECRET = "senselink.secret";

  @Spec CommandSpec spec;
  @Mixin ConnectionOptions connection = new ConnectionOptions();
  @Mixin LanguageOption language = new LanguageOption();

  @Option(names = "--folder", paramLabel = "DIR")
  @Nullable Path typed;

  private Path folder = Path.of("");
  private boolean service;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!(spec.commandLine().getErr() instanceof StatusLineWriter screen) || !screen.answers()) {
      throw new UsageException(words("setup.noTerminal"));
    }
    connection.check();
    service = typed == null && SystemConfiguration.isOurs();
    folder = typed != null ? typed : service ? SystemConfiguration.FILE.resolveSibling("") : folder;
    if (!mayWrite(screen, folder.resolve(SETTINGS)) || !mayWrite(screen, folder.resolve(SECRET))) {
      out.println(words("setup.declined"));
      return ExitCode.DONE.number();
    }
    String server = serverOf(screen, connection.serverOrBlank());
    String key = keyOf(screen, connection.appKeyOrBlank());
    String secret = screen.askSecret(words("setup.secret"));
    return tried(out, server, key, secret).number();
  }

  private static boolean mayWrite(StatusLineWriter screen, Path file) {
    return !Files.exists(file) || screen.agrees(words("setup.replace", file));
  }

  private static String serverOf(StatusLineWriter screen, String known) {
    String typed =
        screen.ask(known.isEmpty() ? words("setup.server") : words("setup.server.known", known));
    return typed.isEmpty() ? known : typed;
  }

  private static String keyOf(StatusLineWriter screen, String known) {
    String typed =
        screen.ask(known.isEmpty() ? words("setup.appKey") : words("setup.appKey.known", known));
    return typed.isEmpty() ? known : typed;
  }

  /** The secret is tried from a file beside the final one, which a failure does not touch. */
  private ExitCode tried(PrintWriter out, String server, String key, String secret) {
    Path trial = folder.resolve(SECRET + ".new");
    try {
      PrivateFiles.write(trial, secret + System.lineSeparator());
      connection.answer(server, key, trial);
      DoctorTable found = new DoctorTable(examine());
      found.print(out);
      if (found.isBad()) {
        out.println(words("setup.failed"));
        return ExitCode.ATTENTION;
      }
      write(folder.resolve(SECRET), secret + System.lineSeparator());
      write(folder.resolve(SETTINGS), settings(server, key));
      out.println(
          words(
              service ? "setup.written.service" : "setup.written",
              folder.resolve(SETTINGS),
              folder.resolve(SECRET)));
      out.println(words("setup.next"));
      out.println(
          "  "
              + String.join(
                  " ", NextCommandLine.program(), "template", "users", "-o", "staff.xlsx"));
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new UsageException(words("setup.unwritable", FileErrorMessages.words(e)));
    } finally {
      remove(trial);
    }
  }

  private void write(Path file, String text) throws IOException {
    PrivateFiles.write(file, text);
    if (service) {
      SystemConfiguration.letRead(file, SystemConfiguration.USER);
    }
  }

  private List<Diagnosis> examine() {
    try {
      connection.skipServerConfirmation();
      connection.skipServiceCheck();
      ConnectionSettings open = connection.open(warning -> {});
      DoctorTarget target =
          new DoctorTarget(
              open.server().server(),
              open.server(),
              connection.caFile,
              connection.insecure,
              Duration.ofMillis(Math.max(1, Math.round(connection.timeout * 1000))),
              open.zone());
      return new ServerDoctor(target).examine();
    } catch (UsageException | UnusableSettingsException e) {
      return List.of(
          Diagnosis.bad("configuration", String.valueOf(e.getMessage()), words("setup.again")));
    } finally {
      connection.close();
    }
  }

  private String settings(String server, String key) {
    StringBuilder text = new StringBuilder();
    line(text, "server", server);
    line(text, "app-key", key);
    line(text, "app-secret-file", SECRET);
    if (connection.caFile != null) {
      line(text, "ca-file", connection.caFile.toAbsolutePath().toString());
    }
    if (connection.insecure) {
      line(text, "insecure", "true");
    }
    if (service) {
      line(text, "data", SystemConfiguration.DATA.toString());
    }
    return text.toString();
  }

  /** Between quotes, so that no sign of YAML means anything. */
  private static void line(StringBuilder text, String option, String value) {
    text.append(option).append(": '").append(value.replace("'", "''")).append("'\n");
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UsageException(words("setup.unwritable", FileErrorMessages.words(e)));
    }
  }
}
