package dev.senselink.batch.cli.doctor;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.cli.console.StatusLineWriter;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.cli.option.ConnectionOptions;
import dev.senselink.batch.cli.settings.OptionOrigin;
import dev.senselink.batch.directory.Diagnosis;
import dev.senselink.batch.directory.Diagnosis.Level;
import dev.senselink.batch.directory.doctor.DefaultGroupCheck;
import dev.senselink.batch.directory.doctor.ServerDoctor;
import dev.senselink.batch.job.ConnectionSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Asks one thing after the other and tries each answer at once; a wrong one is asked again. */
final class SetupDialog {
  private static final int TRIES = 3;

  /** What is typed to leave it to the server again. */
  private static final String OF_SERVER = "-";

  private final OptionOrigin origin;
  private final Set<String> taken = new HashSet<>();
  private final ConnectionOptions connection;
  private final PrintWriter out;
  private final @Nullable StatusLineWriter screen;
  private final ReportsQuestion reports;
  private final @Nullable ServiceAccess service;

  /** Whether all that is needed was typed: then nothing else is asked that has a default. */
  private final boolean complete;

  private @Nullable String groups;
  private boolean practice;
  private boolean hopeless;
  private boolean withoutServer;
  private @Nullable SecretText secret;

  /**
   * @param command whose options were typed: they are not asked, unless they turn out to be wrong
   * @param connection what is known, and where answers are put
   * @param screen {@code null} where nobody can be asked: what is known is all there is
   * @param service the machine's own user, where it is to use what is written
   */
  SetupDialog(
      CommandSpec command,
      ConnectionOptions connection,
      PrintWriter out,
      @Nullable StatusLineWriter screen,
      @Nullable String groups,
      ReportsQuestion reports,
      @Nullable ServiceAccess service) {
    this.origin = new OptionOrigin(command);
    this.service = service;
    this.complete =
        origin.isTyped("--sandbox")
            || Stream.of("--server", "--app-key", "--app-secret-file").allMatch(origin::isTyped);
    this.connection = connection;
    this.out = out;
    this.screen = screen;
    this.groups = groups;
    this.reports = reports;
    this.practice = connection.sandbox;
  }

  /** Answers whether everything works. */
  boolean run() {
    boolean reached =
        practice
            || again(this::server)
                && (practice
                    || again(this::credentials) && again(this::zone) && again(this::group));
    return reached && again(this::reports);
  }

  /** What is to be written, by the names of options. */
  Map<String, String> settings() {
    if (!practice) {
      return settings(connection, reports.folder(), groups);
    }
    Map<String, String> settings = new LinkedHashMap<>();
    if (reports.folder() != null) {
      settings.put("reports", reports.folder().toString());
    }
    settings.put("sandbox", "true");
    return settings;
  }

  /**
   * The same of answers from elsewhere.
   *
   * @param reports {@code null} for where a command is started
   * @param groups {@code null} for the server's own
   */
  static Map<String, String> settings(
      ConnectionOptions connection, @Nullable Path reports, @Nullable String groups) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (reports != null) {
      settings.put("reports", reports.toString());
    }
    settings.put("server", connection.serverOrBlank());
    settings.put("app-key", connection.appKeyOrBlank());
    if (!connection.timeZoneOrBlank().isEmpty()) {
      settings.put("time-zone", connection.timeZoneOrBlank());
    }
    if (groups != null) {
      settings.put("groups", groups);
    }
    if (connection.caFile != null) {
      settings.put("ca-file", connection.caFile.toAbsolutePath().toString());
    }
    if (connection.insecure) {
      settings.put("insecure", "true");
    }
    return settings;
  }

  /** Null where the practice server is used, which has its own. */
  @Nullable String secret() {
    return secret == null || practice ? null : secret.reveal();
  }

  private boolean again(BooleanSupplier step) {
    for (int n = 0; n < (screen == null ? 1 : TRIES) && !hopeless; n++) {
      if (step.getAsBoolean()) {
        return true;
      }
    }
    return false;
  }

  private String ask(String option, String question, String known) {
    String typed = screen == null || isTaken(option) ? "" : screen.ask(question);
    return typed.isEmpty() ? known : typed;
  }

  /** Whether the options say it, and what they say was not tried yet. */
  private boolean isTaken(String option) {
    return (complete || origin.isTyped(option)) && taken.add(option);
  }

  /** Whether all that is missing is a server. */
  boolean isWithoutServer() {
    return withoutServer;
  }

  private boolean server() {
    String known = connection.serverOrBlank();
    String typed =
        ask(
            "--server",
            known.isEmpty() ? words("setup.server") : words("setup.server.known", known),
            known);
    if (typed.isEmpty()) {
      practice = screen != null && screen.agrees(words("setup.practice"));
      hopeless = !practice;
      withoutServer = !practice && screen != null;
      return practice;
    }
    Path authorities = connection.caFile;
    if (service != null
        && authorities != null
        && (ServiceAccess.isHidden(authorities) || !service.mayRead(authorities))) {
      out.println(words("setup.caFile.foreign", authorities, service.user()));
      hopeless = true; // it is not asked for
      return false;
    }
    connection.answerServer(typed);
    URI address = connection.addressAlone();
    if (address == null) {
      out.println(words("option.address.parts", "--server"));
      return false;
    }
    List<Diagnosis> way =
        new ServerDoctor(ConnectionTarget.of(connection, address, null))
            .examine().stream().filter(line -> !line.check().equals("requests")).toList();
    new DoctorTable(way).printLines(out);
    return way.stream().noneMatch(SetupDialog::isBad);
  }

  private boolean credentials() {
    String known = connection.appKeyOrBlank();
    String key =
        ask(
            "--app-key",
            known.isEmpty() ? words("setup.appKey") : words("setup.appKey.known", known),
            known);
    try {
      boolean said = isTaken("--app-secret-file");
      String typed = said || screen == null ? "" : screen.askSecret(words("setup.secret"));
      secret = typed.isEmpty() ? connection.readSecret() : SecretText.of(typed);
      connection.answer(key, secret);
      return isLetIn();
    } catch (UsageException | UnusableSettingsException e) {
      out.println(e.getMessage());
      return false;
    } finally {
      connection.close();
    }
  }

  private boolean isLetIn() {
    connection.skipServerConfirmation();
    connection.skipServiceCheck();
    ConnectionSettings open = connection.open(out::println);
    List<Diagnosis> all =
        new ServerDoctor(ConnectionTarget.of(connection, open.server().server(), open)).examine();
    new DoctorTable(all).print(out);
    boolean bad = all.stream().anyMatch(SetupDialog::isBad);
    // Another key or secret helps where they are what is wrong, and nowhere else.
    hopeless = bad && all.stream().noneMatch(l -> isBad(l) && l.check().equals("credentials"));
    return !bad;
  }

  private boolean zone() {
    String known = connection.timeZoneOrBlank();
    String shown = known.isEmpty() ? ZoneId.systemDefault().getId() : known;
    connection.answerZone(ask("--time-zone", words("setup.zone", shown), known));
    try {
      connection.zone();
      return true;
    } catch (UsageException e) {
      out.println(e.getMessage());
      return false;
    }
  }

  /** Blank leaves it to the server's own default group, of which doctor has said whether it is. */
  private boolean group() {
    String question = groups == null ? words("setup.groups") : words("setup.groups.known", groups);
    String typed = ask("--groups", question, groups == null ? "" : groups);
    if (typed.isEmpty() || typed.equals(OF_SERVER)) {
      groups = null;
      return true;
    }
    Optional<String> fault =
        DefaultGroupCheck.fault(connection.open(warning -> {}).server(), typed);
    fault.ifPresent(out::println);
    groups = fault.isPresent() ? null : typed;
    return fault.isEmpty();
  }

  /** Blank leaves them where a command is started. */
  private boolean reports() {
    Optional<String> fault = reports.take(ask("--reports", reports.question(), ""));
    fault.ifPresent(out::println);
    return fault.isEmpty();
  }

  private static boolean isBad(Diagnosis line) {
    return line.level() == Level.BAD;
  }
}
