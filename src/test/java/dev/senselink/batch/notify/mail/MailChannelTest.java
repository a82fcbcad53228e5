package dev.senselink.batch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.fixture.MailServer;
import dev.senselink.batch.fixture.MailServer.Way;
import dev.senselink.batch.fixture.TestCertificate;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.notify.EndedJobs;
import dev.senselink.batch.notify.EndedRun;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Delivered;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import dev.senselink.batch.notify.mail.MailSettings.Tls;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail to a real server: what arrives, and what is made of all that can go wrong. */
class MailChannelTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder;
  private static TestCertificate certificate;

  @BeforeAll
  static void certificate() {
    certificate = TestCertificate.in(folder);
  }

  private static MailServer server(Way way, boolean users) {
    return MailServer.start(way, users, certificate.server());
  }

  private static MailSettings settings(
      int port, Tls tls, @Nullable String password, @Nullable Path caFile) {
    return new MailSettings(
        List.of("hr@example.com"),
        "SenseLink <senselink@example.com>",
        "127.0.0.1",
        port,
        tls,
        password == null ? null : new MailSettings.User(MailServer.USER, SecretText.of(password)),
        caFile,
        false);
  }

  private static Attempt send(MailSettings settings, Duration silence) {
    MailChannel channel = new MailChannel(settings, silence);
    Attempt attempt = channel.send(EndedJobs.job(null));
    assertThat(attempt + channel.name() + settings).doesNotContain(MailServer.PASSWORD);
    return attempt;
  }

  private static Attempt send(MailSettings settings) {
    return send(settings, PATIENCE);
  }

  private static MailSettings to(MailSettings one, boolean attach, String... to) {
    return new MailSettings(
        List.of(to),
        one.from(),
        one.host(),
        one.port(),
        one.tls(),
        one.user(),
        one.caFile(),
        attach);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void it_arrives_as_plain_text_whatever_protects_the_way(Way way) throws Exception {
    Tls tls = way == Way.PLAIN ? Tls.NONE : Tls.valueOf(way.name());
    try (MailServer server = server(way, true)) {
      assertThat(send(settings(server.port(), tls, MailServer.PASSWORD, certificate.pem())))
          .isEqualTo(new Delivered());

      assertThat(server.recipients()).containsExactly("hr@example.com");
      assertThat(server.received()).hasSize(1);
      MimeMessage mail = server.received().get(0);
      assertThat(mail.getSubject())
          .isEqualTo("SenseLink: staff-sync (import users): needs attention");
      assertThat(mail.getFrom()[0]).hasToString("SenseLink <senselink@example.com>");
      assertThat(mail.getContentType()).startsWith("text/plain");
      assertThat(String.valueOf(mail.getContent()))
          .contains("staff.xlsx", "created 118", "server: 10.0.0.5:8443")
          .contains("next:", "senselink import users rejected.csv");
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(mail.getMessageID())
          .as("neither user nor machine")
          .endsWith("@example.com>")
          .doesNotContain(System.getProperty("user.name") + "@");
    }
  }

  @Test
  void chinese_arrives_as_it_was_written() throws Exception {
    Locale before = Locale.getDefault(Locale.Category.DISPLAY);
    try (MailServer server = server(Way.PLAIN, false)) {
      DisplayLanguage.speak(Locale.SIMPLIFIED_CHINESE);
      assertThat(send(settings(server.port(), Tls.NONE, null, null))).isEqualTo(new Delivered());

      MimeMessage mail = server.received().get(0);
      assertThat(mail.getSubject()).isEqualTo("SenseLink：staff-sync（import users）：需要处理");
      assertThat(String.valueOf(mail.getContent())).contains("服务器：10.0.0.5:8443", "下一步：");
    } finally {
      DisplayLanguage.speak(before);
    }
  }

  @Test
  void a_wrong_password_is_refused_for_good() {
    try (MailServer server = server(Way.STARTTLS, true)) {
      assertThat(send(settings(server.port(), Tls.STARTTLS, "wrong", certificate.pem())))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("notify-smtp-user"));
      assertThat(server.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"STARTTLS", "TLS"})
  void a_certificate_nobody_vouches_for_is_refused(Way way) {
    try (MailServer server = server(way, true)) {
      assertThat(send(settings(server.port(), Tls.valueOf(way.name()), MailServer.PASSWORD, null)))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("notify-ca-file"));
      assertThat(server.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"STARTTLS", "TLS"})
  void a_certificate_of_another_host_is_refused(Way way) {
    try (MailServer server = server(way, true)) {
      MailSettings one =
          settings(server.port(), Tls.valueOf(way.name()), MailServer.PASSWORD, certificate.pem());
      MailSettings other =
          new MailSettings(
              one.to(),
              one.from(),
              "localhost",
              one.port(),
              one.tls(),
              one.user(),
              one.caFile(),
              false);

      assertThat(send(other))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("another host"));
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void where_starttls_is_not_offered_nothing_is_sent_in_the_clear() {
    try (MailServer server = server(Way.PLAIN, true)) {
      assertThat(
              send(settings(server.port(), Tls.STARTTLS, MailServer.PASSWORD, certificate.pem())))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("STARTTLS"));
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void silence_ends() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      assertThat(send(settings(mute.getLocalPort(), Tls.NONE, null, null), Duration.ofMillis(300)))
          .isInstanceOf(Failed.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("no answer"));
    }
  }

  @Test
  void a_server_that_is_not_there_may_come_back() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertThat(send(settings(port, Tls.NONE, null, null)))
        .isInstanceOf(Failed.class)
        .satisfies(attempt -> assertThat(attempt.toString()).contains("no connection"));
  }

  @ParameterizedTest
  @CsvSource({"550,false", "553,false", "450,true", "451,true"})
  void the_number_of_a_refusal_says_whether_another_try_makes_sense(int status, boolean later) {
    try (MailServer server = server(Way.PLAIN, false).refusingRecipients(status)) {
      MailSettings nobody =
          to(settings(server.port(), Tls.NONE, null, null), false, "nobody@example.com");

      assertThat(send(nobody))
          .isInstanceOf(later ? Failed.class : Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("status " + status));
    }
  }

  /** Those who have it must not get it a second time. */
  @Test
  void if_some_have_it_only_the_others_are_tried_again() throws Exception {
    try (MailServer server = server(Way.PLAIN, false).refusingRecipients(451)) {
      MailSettings two =
          to(
              settings(server.port(), Tls.NONE, null, null),
              false,
              "hr@example.com",
              "nobody@example.com");

      MailChannel channel = new MailChannel(two, PATIENCE);
      assertThat(channel.send(EndedJobs.job(null)))
          .isInstanceOf(Failed.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("some of the addresses"));
      server.refusingRecipients(0);

      assertThat(channel.send(EndedJobs.job(null))).isEqualTo(new Delivered());

      assertThat(server.recipients()).containsExactly("hr@example.com", "nobody@example.com");
      assertThat(server.received()).hasSize(2);
      assertThat(server.received().get(1).getMessageID())
          .as("it is the same mail")
          .isEqualTo(server.received().get(0).getMessageID());
    }
  }

  @Test
  void who_is_unknown_for_good_is_told_and_not_tried_again() {
    try (MailServer server = server(Way.PLAIN, false).refusingRecipients(550)) {
      MailSettings two =
          to(
              settings(server.port(), Tls.NONE, null, null),
              false,
              "hr@example.com",
              "nobody@example.com");

      assertThat(send(two))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("some of the addresses"));
      assertThat(server.received()).hasSize(1);
    }
  }

  /** It has all of it: whatever is heard after, nobody is to get it twice. */
  @Test
  void what_was_sent_whole_is_not_sent_again() {
    try (MailServer server = server(Way.PLAIN, false).sayingNothing()) {
      assertThat(send(settings(server.port(), Tls.NONE, null, null), Duration.ofSeconds(3)))
          .isInstanceOf(Refused.class)
          .satisfies(attempt -> assertThat(attempt.toString()).contains("not sent again"));
      assertThat(server.received()).hasSize(1);
    }
  }

  private static Path report() throws IOException {
    Path report = Files.createDirectories(folder.resolve("import-users-20261127-020000"));
    Files.writeString(report.resolve("report.html"), "<p>Person 1 张伟</p>".repeat(2_000));
    return report;
  }

  @Test
  void the_report_goes_along_only_if_that_is_asked_for() throws Exception {
    try (MailServer server = server(Way.PLAIN, false)) {
      MailSettings one = settings(server.port(), Tls.NONE, null, null);
      for (boolean attach : new boolean[] {false, true}) {
        MailChannel channel = new MailChannel(to(one, attach, "hr@example.com"), PATIENCE);
        assertThat(channel.send(EndedJobs.job(report()))).isEqualTo(new Delivered());
      }

      assertThat(server.raw().get(0)).doesNotContain("Person 1");
      assertThat(server.received().get(0).getContent()).isInstanceOf(String.class);
      MimeMultipart parts = (MimeMultipart) server.received().get(1).getContent();
      assertThat(parts.getCount()).isEqualTo(2);
      assertThat(String.valueOf(parts.getBodyPart(0).getContent())).contains("created 118");
      assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("import-users-20261127-020000.html");
      assertThat(
              new String(
                  parts.getBodyPart(1).getInputStream().readAllBytes(),
                  java.nio.charset.StandardCharsets.UTF_8))
          .contains("张伟");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {552, 554, 523})
  void where_the_mail_is_too_large_it_goes_without_the_report(int status) throws Exception {
    try (MailServer server = server(Way.PLAIN, false).takingAtMost(10_000, status)) {
      MailSettings one = to(settings(server.port(), Tls.NONE, null, null), true, "hr@example.com");

      assertThat(new MailChannel(one, PATIENCE).send(EndedJobs.job(report())))
          .isEqualTo(new Delivered());

      assertThat(server.received()).hasSize(1);
      assertThat(server.received().get(0).getContent()).isInstanceOf(String.class);
      assertThat(String.valueOf(server.received().get(0).getContent()))
          .contains("The report is not attached");
    }
  }

  /** Ten minutes would not bring it back, and who misses it is to know. */
  @Test
  void a_report_that_cannot_be_read_any_more_keeps_nobody_from_being_told() throws Exception {
    Path gone = Files.createDirectories(folder.resolve("gone"));
    Path loop = Files.createDirectories(folder.resolve("loop"));
    Files.createDirectory(loop.resolve("report.html"));
    try (MailServer server = server(Way.PLAIN, false)) {
      MailSettings one = to(settings(server.port(), Tls.NONE, null, null), true, "hr@example.com");

      for (Path report : List.of(gone, loop)) {
        assertThat(new MailChannel(one, PATIENCE).send(EndedJobs.job(report)))
            .isEqualTo(new Delivered());
      }

      assertThat(server.received()).hasSize(2);
      for (MimeMessage mail : server.received()) {
        assertThat(String.valueOf(mail.getContent())).contains("The report is not attached");
      }
    }
  }

  @Test
  void of_many_reports_as_many_go_along_as_a_mail_can_hold() throws Exception {
    EndedRun[] runs = new EndedRun[3];
    for (int n = 0; n < runs.length; n++) {
      Path report = Files.createDirectories(folder.resolve("report-" + n));
      Files.writeString(report.resolve("report.html"), "x".repeat(4 << 20));
      runs[n] = new EndedRun("list.csv", 3, "Done.", Map.of(), "", report, false);
    }
    try (MailServer server = server(Way.PLAIN, false)) {
      MailSettings one = to(settings(server.port(), Tls.NONE, null, null), true, "hr@example.com");

      assertThat(new MailChannel(one, PATIENCE).send(EndedJobs.job(3, runs)))
          .isEqualTo(new Delivered());

      MimeMultipart parts = (MimeMultipart) server.received().get(0).getContent();
      assertThat(parts.getCount()).isEqualTo(3);
      assertThat(String.valueOf(parts.getBodyPart(0).getContent())).contains("not attached");
    }
  }
}
