package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.settings.SystemConfiguration;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In which folder reports are to be made, and whether they can be. */
final class ReportsQuestion {
  private static final String HOME = "~/";

  /** What is typed to leave them where a command is started again. */
  private static final String WHERE_STARTED = "-";

  private final @Nullable ServiceAccess service;
  private @Nullable Path folder;

  /**
   * @param known {@code null} for none: then each goes where a command is started
   * @param service the machine's own user, where it is to write there
   */
  ReportsQuestion(@Nullable Path known, @Nullable ServiceAccess service) {
    this.folder = known;
    this.service = service;
  }

  String question() {
    return folder == null ? words("setup.reports") : words("setup.reports.known", folder);
  }

  /** What was typed, or is known; {@code null} for none. */
  @Nullable Path folder() {
    return folder;
  }

  /**
   * Takes an answer.
   *
   * @param typed blank for what is known
   * @return what is wrong with it, in words
   */
  Optional<String> take(String typed) {
    if (typed.equals(WHERE_STARTED)) {
      folder = null;
      return Optional.empty();
    }
    Path named = folder;
    try {
      named = typed.isEmpty() ? named : Path.of(atHome(typed));
    } catch (InvalidPathException e) {
      return Optional.of(words("machine.unseen", typed));
    }
    if (named == null) {
      return Optional.empty();
    }
    named = named.toAbsolutePath().normalize();
    Optional<String> fault = fault(named);
    folder = fault.isEmpty() ? named : folder;
    return fault;
  }

  private Optional<String> fault(Path named) {
    Stream<Path> its = Stream.of(SystemConfiguration.DATA, SystemConfiguration.INBOX);
    if (service != null && its.noneMatch(named::startsWith)) {
      return Optional.of(
          words("setup.reports.service", SystemConfiguration.DATA, SystemConfiguration.INBOX));
    }
    if (service != null && !service.mayWriteInto(named)) {
      return Optional.of(words("setup.reports.foreign", named, service.user()));
    }
    Diagnosis look = MachineProbes.reportFolder(named);
    return look.level() == Level.BAD ? Optional.of(look.found()) : Optional.empty();
  }

  /** As a shell would have read it. */
  private static String atHome(String typed) {
    return typed.startsWith(HOME)
        ? Path.of(System.getProperty("user.home"), typed.substring(HOME.length())).toString()
        : typed;
  }
}
