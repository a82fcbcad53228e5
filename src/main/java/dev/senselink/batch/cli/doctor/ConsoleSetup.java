package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.settings.ConfigurationPlaces;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.console.command.ServerSetup;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import dev.senselink.batch.directory.doctor.ServerDoctor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code setup} for the console: the same probes and the same files, with the three answers of a
 * page. What was set at the terminal of other things than those stays as it is.
 */
public final class ConsoleSetup implements ServerSetup {
  private static final List<String> OURS =
      List.of("--server", "--app-key", "--app-secret-file", "--sandbox");

  private final Supplier<SetupCommand> command;

  /**
   * @param command reads the options of {@code setup} as they would be now
   */
  public ConsoleSetup(Supplier<SetupCommand> command) {
    this.command = command;
  }

  @Override
  public Known known() {
    try {
      SetupCommand now = command.get();
      ConnectionOptions connection = now.connection;
      Optional<String> elsewhere = elsewhere(now);
      return new Known(
          connection.sandbox || connection.isComplete(),
          connection.sandbox ? words("setup.console.practice") : connection.serverOrBlank(),
          elsewhere.orElse(""),
          elsewhere.isEmpty());
    } catch (UsageException | LookFailedException e) {
      // Nobody can tell: whoever starts a command is told, and so is whoever wants another server.
      String why = MachineProbes.shown(String.valueOf(e.getMessage()));
      return new Known(true, "", words("setup.console.unreadable", why), false);
    }
  }

  /** Why what is written into the user's file would not count; empty if it would. */
  private static Optional<String> elsewhere(SetupCommand now) {
    OptionOrigin origin = new OptionOrigin(now.spec);
    Optional<String> variable =
        OURS.stream().filter(origin::isVariable).map(origin::of).findFirst();
    Path own = ConfigurationPlaces.user(origin.environment());
    if (variable.isPresent() || own == null) {
      return variable
          .map(name -> words("setup.console.elsewhere", name))
          .or(() -> Optional.of(words("setup.console.noHome")));
    }
    return origin
        .fileBefore(own)
        .map(file -> MachineProbes.shown(file.toAbsolutePath().normalize().toString()))
        .map(file -> words("setup.console.elsewhere", file));
  }

  @Override
  public Attempt use(String address, String key, String secret) {
    try {
      return use(command.get(), address, key, SecretText.of(secret));
    } catch (UsageException | UnusableSettingsException | LookFailedException e) {
      return refused(MachineProbes.shown(String.valueOf(e.getMessage())));
    }
  }

  private static Attempt use(SetupCommand now, String address, String key, SecretText secret) {
    ConnectionOptions connection = now.connection;
    boolean other = !address.equals(connection.serverOrBlank());
    connection.sandbox = false;
    connection.insecure &= !other; // nobody has said so of this server
    connection.answerServer(address);
    connection.answer(key, secret);
    connection.skipServerConfirmation();
    connection.skipServiceCheck();
    URI server = connection.addressAlone();
    if (server == null) {
      return refused(words("setup.console.address"));
    }
    SetupFiles files = files(now);
    try {
      files.check();
      List<Diagnosis> found =
          new ServerDoctor(ConnectionTarget.of(connection, server, connection.open(warning -> {})))
              .examine();
      boolean bad = found.stream().anyMatch(line -> line.level() == Level.BAD);
      if (!bad) {
        files.write(
            SetupDialog.settings(connection, now.reports.reports, other ? null : now.groups),
            secret.reveal());
      }
      return new Attempt(!bad, found.stream().map(ConsoleSetup::finding).toList(), "");
    } catch (IOException e) {
      return refused(words("setup.unwritable", FileErrorMessages.words(e)));
    }
  }

  private static SetupFiles files(SetupCommand now) {
    Path own = ConfigurationPlaces.user(new OptionOrigin(now.spec).environment());
    if (own == null) {
      throw new UsageException(words("setup.noHome"));
    }
    return new SetupFiles(own.resolveSibling(""), false);
  }

  private static Finding finding(Diagnosis line) {
    return new Finding(line.level().name().toLowerCase(Locale.ROOT), line.found(), line.remedy());
  }

  private static Attempt refused(String why) {
    return new Attempt(false, List.of(), why);
  }
}
