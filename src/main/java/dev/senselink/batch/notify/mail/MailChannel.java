package dev.senselink.batch.notify.mail;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.api.transport.LibraryLogFilter;
import dev.senselink.batch.api.transport.TlsTrust;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.notify.EndedJob;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.notify.NoticeChannel;
import dev.senselink.batch.notify.NoticeText;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends the notice as a mail of plain text; the report goes along only where that is asked for. */
public final class MailChannel implements NoticeChannel {
  private static final String REPORT = "report.html";

  /** So much of reports goes along: many servers take no more than this, encoded. */
  private static final long MOST_ATTACHED = 10L << 20;

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final MailSettings settings;
  private final Duration silence;

  /** Who has not got it yet. */
  private List<String> to;

  /** Whether the report may still go along. */
  private boolean attached;

  /** The same in every try, so that a server that has it already can know it. */
  private @Nullable String id;

  public MailChannel(MailSettings settings) {
    this(settings, SILENCE);
  }

  /**
   * @param silence how long the server may say nothing
   */
  MailChannel(MailSettings settings, Duration silence) {
    this.settings = settings;
    this.silence = silence;
    this.to = settings.to();
    this.attached = settings.attach();
  }

  @Override
  public String name() {
    return words("mail.name", DisplayLanguage.list(settings.to()));
  }

  @Override
  public Attempt send(EndedJob end) {
    LibraryLogFilter.ensure();
    boolean large = attached;
    Attempt attempt = sendOnce(end);
    // Many servers take no large mail, and a small one is better than none.
    return large && !attached ? sendOnce(end) : attempt;
  }

  private Attempt sendOnce(EndedJob end) {
    Session session = Session.getInstance(properties());
    Transport transport = null;
    OutgoingMessage message = null;
    try {
      transport = session.getTransport("smtp");
      message = message(session, end);
      MailSettings.User user = settings.user();
      transport.connect(
          settings.host(),
          settings.port(),
          user == null ? null : user.name(),
          user == null ? null : user.password().reveal());
      transport.sendMessage(message, message.getAllRecipients());
      return new Delivered();
    } catch (MessagingException | IOException e) {
      return judged(e, message);
    } finally {
      closeQuietly(transport);
    }
  }

  private Attempt judged(Exception failure, @Nullable OutgoingMessage message) {
    if (MailFailures.isPartly(failure)) {
      List<String> unsent = MailFailures.unsent(failure);
      to = unsent.isEmpty() ? to : unsent;
      return MailFailures.partly(failure, !unsent.isEmpty());
    }
    boolean whole = message != null && message.isWritten();
    if (whole && !MailFailures.isAnswered(failure)) {
      return new Refused(words("network.perhaps")); // nobody is to get it twice
    }
    if (MailFailures.mayBeTooLarge(failure, message != null && message.isBegun())) {
      attached = false;
    }
    return MailFailures.of(failure);
  }

  /** Once it is taken nothing that happens on the way out counts: it must not be sent twice. */
  private static void closeQuietly(@Nullable Transport transport) {
    try {
      if (transport != null) {
        transport.close();
      }
    } catch (MessagingException e) {
      // told or taken before
    }
  }

  private Properties properties() {
    Properties all = new Properties();
    all.put("mail.from", settings.from()); // of the message's id, else user and machine stand there
    all.put("mail.smtp.auth", String.valueOf(settings.user() != null));
    all.put("mail.smtp.connectiontimeout", millis(CONNECT));
    all.put("mail.smtp.timeout", millis(silence));
    all.put("mail.smtp.writetimeout", millis(silence));
    all.put("mail.smtp.quitwait", "false");
    all.put("mail.smtp.sendpartial", "true");
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.socketFactory.fallback", "false"); // to other authorities than ours
    if (settings.tls() != MailSettings.Tls.NONE) {
      boolean begun = settings.tls() == MailSettings.Tls.STARTTLS;
      all.put("mail.smtp.ssl.enable", String.valueOf(!begun));
      all.put("mail.smtp.starttls.enable", String.valueOf(begun));
      all.put("mail.smtp.starttls.required", String.valueOf(begun));
      all.put(
          "mail.smtp.ssl.socketFactory",
          TlsTrust.trustingToo(settings.caFile()).getSocketFactory());
    }
    return all;
  }

  private static String millis(Duration time) {
    return String.valueOf(time.toMillis());
  }

  private OutgoingMessage message(Session session, EndedJob end)
      throws MessagingException, IOException {
    NoticeText text = new NoticeText(end);
    OutgoingMessage message = new OutgoingMessage(session, id);
    message.setFrom(new InternetAddress(settings.from(), true));
    for (String one : to) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(one, true));
    }
    message.setSubject(text.title(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(end.finishedAt()));
    message.setHeader("Auto-Submitted", "auto-generated"); // no answers of absent people
    List<Path> reports = attached ? thoseThatFit(reports(end)) : List.of();
    long made = end.runs().stream().filter(run -> run.report() != null).count();
    String body =
        !settings.attach() || reports.size() == made
            ? text.body()
            : String.join("\n\n", text.body(), words("mail.noReport"));
    if (reports.isEmpty()) {
      message.setText(body, StandardCharsets.UTF_8.name());
    } else {
      message.setContent(parts(body, reports));
    }
    message.saveChanges();
    id = message.getMessageID();
    return message;
  }

  private static List<Path> thoseThatFit(List<Path> folders) throws IOException {
    List<Path> fit = new ArrayList<>();
    long sum = 0;
    for (Path folder : folders) {
      long size = Files.size(folder.resolve(REPORT));
      if (sum + size <= MOST_ATTACHED) {
        sum += size;
        fit.add(folder);
      }
    }
    return fit;
  }

  /** The folders in which a page lies. */
  private static List<Path> reports(EndedJob end) {
    List<Path> folders = new ArrayList<>();
    for (EndedRun run : end.runs()) {
      Path folder = run.report();
      if (folder != null && Files.isRegularFile(folder.resolve(REPORT))) {
        folders.add(folder);
      }
    }
    return folders;
  }

  private static MimeMultipart parts(String body, List<Path> reports)
      throws MessagingException, IOException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(body, StandardCharsets.UTF_8.name());
    MimeMultipart parts = new MimeMultipart(text);
    for (Path folder : reports) {
      MimeBodyPart part = new MimeBodyPart();
      part.attachFile(folder.resolve(REPORT).toFile(), "text/html; charset=utf-8", "base64");
      part.setFileName(NoticeText.line(folder.getFileName() + ".html"));
      parts.addBodyPart(part);
    }
    return parts;
  }
}
