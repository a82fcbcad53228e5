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
import jakarta.mail.internet.MimeMessage;
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
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final MailSettings settings;
  private final Duration silence;

  public MailChannel(MailSettings settings) {
    this(settings, SILENCE);
  }

  /**
   * @param silence how long the server may say nothing
   */
  MailChannel(MailSettings settings, Duration silence) {
    this.settings = settings;
    this.silence = silence;
  }

  @Override
  public String name() {
    return words("mail.name", DisplayLanguage.list(settings.to()));
  }

  @Override
  public Attempt send(EndedJob end) {
    LibraryLogFilter.ensure();
    Attempt attempt = send(end, settings.attach());
    // Many servers take no large mail, and a small one is better than none.
    return settings.attach() && MailFailures.isTooLarge(attempt) ? send(end, false) : attempt;
  }

  private Attempt send(EndedJob end, boolean attached) {
    Session session = Session.getInstance(properties());
    Transport transport = null;
    try {
      transport = session.getTransport("smtp");
      Message message = message(session, end, attached);
      MailSettings.User user = settings.user();
      transport.connect(
          settings.host(),
          settings.port(),
          user == null ? null : user.name(),
          user == null ? null : user.password().reveal());
      transport.sendMessage(message, message.getAllRecipients());
      return new Delivered();
    } catch (MessagingException | IOException e) {
      return MailFailures.of(e);
    } finally {
      closeQuietly(transport);
    }
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
    all.put("mail.smtp.ssl.socketFactory.fallback", "false");
    if (settings.tls() != MailSettings.Tls.NONE) {
      boolean begun = settings.tls() == MailSettings.Tls.STARTTLS;
      all.put("mail.smtp.ssl.enable", String.valueOf(!begun));
      all.put("mail.smtp.starttls.enable", String.valueOf(begun));
      all.put("mail.smtp.starttls.required", String.valueOf(begun));
      all.put(
          "mail.smtp.ssl.socketFactory", TlsTrust.trusting(settings.caFile()).getSocketFactory());
    }
    return all;
  }

  private static String millis(Duration time) {
    return String.valueOf(time.toMillis());
  }

  private Message message(Session session, EndedJob end, boolean attached)
      throws MessagingException, IOException {
    NoticeText text = new NoticeText(end);
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(settings.from(), true));
    for (String to : settings.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    message.setSubject(text.title(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(end.finishedAt()));
    message.setHeader("Auto-Submitted", "auto-generated"); // no answers of absent people
    List<Path> reports = attached ? reports(end) : List.of();
    if (reports.isEmpty()) {
      message.setText(text.body(), StandardCharsets.UTF_8.name());
    } else {
      message.setContent(parts(text.body(), reports));
    }
    message.saveChanges();
    return message;
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
      part.setFileName(folder.getFileName() + ".html");
      parts.addBodyPart(part);
    }
    return parts;
  }
}
