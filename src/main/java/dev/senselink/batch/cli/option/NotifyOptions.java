package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.UnusableSettingsException;
import dev.senselink.batch.api.transport.TlsTrust;
import dev.senselink.batch.cli.console.FileErrorMessages;
import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.disk.TrustedFile;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.NoticeChannel;
import dev.senselink.batch.notify.mail.MailAddress;
import dev.senselink.batch.notify.mail.MailChannel;
import dev.senselink.batch.notify.mail.MailSettings;
import dev.senselink.batch.notify.web.HeartbeatChannel;
import dev.senselink.batch.notify.web.SecretAddress;
import dev.senselink.batch.notify.web.WebhookChannel;
import dev.senselink.batch.notify.web.WebhookFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who is told how a run ended, and how. */
public final class NotifyOptions {
  private static final int MOST_BEATS = 3;

  /** What a path makes of an address: it folds its slashes. */
  private static final Pattern ADDRESS = Pattern.compile("https?:/");

  /** What follows the address of a console, where nothing else is wanted. */
  private static final Pattern MORE = Pattern.compile("[?#@]");

  /** From which end on somebody is told. */
  enum When {
    ALWAYS,
    ATTENTION,
    FAILURE
  }

  /** What goes along with a mail. */
  enum Attachment {
    REPORT
  }

  @Option(
      names = "--notify-when",
      paramLabel = "always|attention|failure",
      defaultValue = "attention")
  When when = When.ATTENTION;

  @Option(names = "--notify-mail", paramLabel = "ADDRESS,...")
  @Nullable String mail;

  @Option(names = "--notify-from", paramLabel = "ADDRESS")
  @Nullable String from;

  @Option(names = "--notify-smtp", paramLabel = "smtp://HOST:PORT")
  @Nullable String smtp;

  @Option(names = "--notify-tls", paramLabel = "starttls|tls|none")
  MailSettings.@Nullable Tls tls;

  @Option(names = "--notify-smtp-user", paramLabel = "USER")
  @Nullable String user;

  @Option(names = "--notify-smtp-password-file", paramLabel = "FILE")
  @Nullable Path passwordFile;

  @Option(names = "--notify-webhook-file", paramLabel = "FILE")
  @Nullable Path webhookFile;

  @Option(
      names = "--notify-format",
      paramLabel = "json|slack|wecom|dingtalk|feishu",
      defaultValue = "json")
  WebhookFormat format = WebhookFormat.JSON;

  @Option(names = "--notify-heartbeat-file", paramLabel = "FILE")
  @Nullable Path heartbeatFile;

  @Option(names = "--notify-console", paramLabel = "URL")
  @Nullable String console;

  @Option(names = "--notify-attach", paramLabel = "report")
  @Nullable Attachment attach;

  @Option(names = "--notify-ca-file", paramLabel = "PEM")
  @Nullable Path caFile;

  /**
   * Who is told.
   *
   * @param people mail and chat rooms
   * @param watchdog who hears of every start and end, {@code null} for nobody
   */
  public record Listeners(List<NoticeChannel> people, @Nullable HeartbeatChannel watchdog) {
    public Listeners {
      people = List.copyOf(people);
    }

    /** All of them. */
    public List<NoticeChannel> all() {
      return Stream.concat(people.stream(), Stream.ofNullable(watchdog)).toList();
    }
  }

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    addresses();
    if (from != null) {
      mustBeAddress("--notify-from", from);
    }
    if (smtp != null) {
      SmtpServer.of(smtp);
    }
    String address = console;
    if (address != null && (SecretAddress.of(address).isEmpty() || MORE.matcher(address).find())) {
      throw new UsageException(words("notify.console"));
    }
  }

  /**
   * Reads what the files say, so that nothing is begun of which nobody could be told.
   *
   * @param told what is weak about them, for the user
   * @throws UsageException if something is missing or cannot be read
   */
  public Listeners open(Consumer<String> told) {
    check();
    mustBeAuthorities();
    if (mail == null && attach != null) {
      throw new UsageException(words("notify.attach"));
    }
    return listeners(() -> mail(told), () -> webhook(told), () -> heartbeat(told));
  }

  /** Those of whom enough is right, where something is wrong anyway and was said. */
  Listeners openUsable() {
    Consumer<String> saidBefore = weakness -> {};
    try {
      mustBeAuthorities();
    } catch (UsageException e) {
      caFile = null; // who is known without it can still be told
    }
    return listeners(
        () -> usable(() -> mail(saidBefore)),
        () -> usable(() -> webhook(saidBefore)),
        () -> usable(() -> heartbeat(saidBefore)));
  }

  private static Listeners listeners(
      Supplier<Optional<NoticeChannel>> mail,
      Supplier<Optional<NoticeChannel>> webhook,
      Supplier<Optional<HeartbeatChannel>> watchdog) {
    List<NoticeChannel> people =
        Stream.of(mail, webhook).flatMap(one -> one.get().stream()).toList();
    return new Listeners(people, watchdog.get().orElse(null));
  }

  private static <T> Optional<T> usable(Supplier<Optional<T>> channel) {
    try {
      return channel.get();
    } catch (UsageException e) {
      return Optional.empty();
    }
  }

  private Optional<NoticeChannel> mail(Consumer<String> told) {
    return mail == null ? Optional.empty() : Optional.of(new MailChannel(mailSettings(told)));
  }

  private Optional<NoticeChannel> webhook(Consumer<String> told) {
    return Optional.ofNullable(webhookFile)
        .map(file -> secretAddresses(file, "--notify-webhook-file", 1, told).get(0))
        .<NoticeChannel>map(address -> new WebhookChannel(address, format, caFile));
  }

  private Optional<HeartbeatChannel> heartbeat(Consumer<String> told) {
    return Optional.ofNullable(heartbeatFile)
        .map(file -> secretAddresses(file, "--notify-heartbeat-file", MOST_BEATS, told))
        .map(addresses -> new HeartbeatChannel(addresses, caFile));
  }

  /** The console's page of a run, {@code ""} where no console is named. */
  String page(String runId) {
    String address = console;
    return address == null ? "" : address.strip().replaceFirst("/+$", "") + "/runs/" + runId;
  }

  /** Whether people are told of such an end. */
  boolean isToldOf(EndedJob.Level level) {
    return switch (when) {
      case ALWAYS -> true;
      case ATTENTION -> level != EndedJob.Level.FINE;
      case FAILURE -> level == EndedJob.Level.FAILURE;
    };
  }

  /** Reads the JVM's own too, which takes longer than all else before a run begins. */
  private void mustBeAuthorities() {
    if (caFile == null) {
      return;
    }
    try {
      TlsTrust.trustingToo(caFile);
    } catch (UnusableSettingsException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private List<String> addresses() {
    if (mail == null) {
      return List.of();
    }
    List<String> all = Stream.of(mail.split(",")).map(String::strip).toList();
    all.forEach(one -> mustBeAddress("--notify-mail", one));
    return all;
  }

  private static void mustBeAddress(String option, String text) {
    if (!MailAddress.is(text)) {
      throw new UsageException(words("notify.address", option, text));
    }
  }

  private MailSettings mailSettings(Consumer<String> told) {
    String sender = from;
    String way = smtp;
    if (sender == null || way == null) {
      throw new UsageException(
          words("notify.mail.needs", sender == null ? "--notify-from" : "--notify-smtp"));
    }
    SmtpServer server = SmtpServer.of(way);
    MailSettings.Tls protection = tls == null ? server.tls() : tls;
    MailSettings.User who = user(told);
    if (who != null && protection == MailSettings.Tls.NONE) {
      told.accept(words("notify.clear", server.host()));
    }
    if (attach != null
        && protection == MailSettings.Tls.NONE
        && !ConnectionWarnings.isHere(server.host())) {
      told.accept(words("notify.clear.report", server.host()));
    }
    return new MailSettings(
        addresses(),
        sender,
        server.host(),
        server.port(protection),
        protection,
        who,
        caFile,
        attach != null);
  }

  private MailSettings.@Nullable User user(Consumer<String> told) {
    String name = user;
    Path file = passwordFile;
    if (name == null && file == null) {
      return null;
    }
    if (name == null || file == null) {
      throw new UsageException(words("notify.user"));
    }
    String password = password(file, told);
    return new MailSettings.User(name, SecretText.of(password));
  }

  private static List<SecretAddress> secretAddresses(
      Path file, String option, int most, Consumer<String> told) {
    List<SecretAddress> all =
        lines(file, option, told).stream()
            .limit(most)
            .map(line -> SecretAddress.of(line).orElseThrow(() -> noAddress(option, file)))
            .toList();
    all.stream()
        .filter(address -> !address.encrypted() && !ConnectionWarnings.isHere(address.host()))
        .forEach(address -> told.accept(words("notify.http", option, address.host())));
    return all;
  }

  private static UsageException noAddress(String option, Path file) {
    return new UsageException(words("notify.noAddress", option, file));
  }

  private static String password(Path file, Consumer<String> told) {
    return lines(file, "--notify-smtp-password-file", told).get(0);
  }

  /**
   * The lines that are not blank, at least one; what stands in them is never shown. Nor is the name
   * of a file that is not there: it may be the password or the address itself.
   */
  private static List<String> lines(Path file, String option, Consumer<String> told) {
    if (ADDRESS.matcher(file.toString()).find()) {
      throw new UsageException(words("notify.inFile", option));
    }
    if (!Files.exists(file)) {
      throw new UsageException(words("notify.noFile", option));
    }
    ConnectionWarnings.secretFile(file, option, told);
    try {
      List<String> lines =
          TrustedFile.text(file, TrustedFile.SECRET)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (lines.isEmpty()) {
        throw new UsageException(words("notify.empty", option, file));
      }
      return lines;
    } catch (IOException e) {
      throw new UsageException(
          words("notify.unreadable", option, file, FileErrorMessages.words(file, e)));
    }
  }
}
