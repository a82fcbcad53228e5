package dev.senselink.batch.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import jakarta.mail.AuthenticationFailedException;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library calls everything a wrong password that happens while it logs in. */
class MailFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "454 4.7.0 Temporary authentication failure,true",
    "421 Too many connections,true",
    "535 5.7.8 Error: authentication failed,false",
    "No authentication mechanisms supported by both server and client,false"
  })
  void the_number_says_whether_the_password_is_wrong(String said, boolean later) {
    assertThat(MailFailures.of(new AuthenticationFailedException(said)))
        .isInstanceOf(later ? Failed.class : Refused.class);
  }

  @Test
  void a_server_that_asks_for_no_password_has_refused_none() {
    assertThat(
            MailFailures.of(
                    new AuthenticationFailedException(
                        "No authentication mechanisms supported by both server and client"))
                .toString())
        .contains("in a way that this program knows")
        .doesNotContain("notify-smtp-password-file");
  }

  @Test
  void a_server_that_falls_silent_or_hangs_up_has_refused_nobody() {
    assertThat(
            MailFailures.of(
                new AuthenticationFailedException("", new SocketTimeoutException("timed out"))))
        .isInstanceOf(Failed.class)
        .satisfies(attempt -> assertThat(attempt.toString()).contains("no answer"));
    assertThat(MailFailures.of(new AuthenticationFailedException("", new EOFException())))
        .isInstanceOf(Failed.class);
  }
}
