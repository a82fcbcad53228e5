package dev.senselink.batch.notify.mail;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.notify.NetworkFailures;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a mail server's refusal means. Only its number is told: its words may repeat what was sent.
 */
final class MailFailures {
  private static final int PERMANENT = 500;
  private static final int TOO_LARGE = 552;

  private MailFailures() {}

  static Attempt of(Exception failure) {
    int status = 0;
    boolean partly = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationFailedException) {
        return new Refused(words("mail.login"));
      }
      if (cause instanceof AddressException) {
        return new Refused(words("mail.address"));
      }
      if (String.valueOf(cause.getMessage()).startsWith("STARTTLS is required")) {
        return new Refused(words("mail.noStartTls"));
      }
      if (cause instanceof SendFailedException send) {
        partly |= send.getValidSentAddresses() != null && send.getValidSentAddresses().length > 0;
      }
      status = status == 0 || status / 100 == 2 ? status(cause) : status;
    }
    if (partly) {
      return new Refused(words("mail.partly", status));
    }
    if (status >= PERMANENT) {
      return new Refused(words("mail.status", status));
    }
    return status > 0 ? new Failed(words("mail.status", status)) : NetworkFailures.of(failure);
  }

  private static int status(Throwable cause) {
    if (cause instanceof SMTPAddressFailedException address) {
      return address.getReturnCode();
    }
    if (cause instanceof SMTPSenderFailedException sender) {
      return sender.getReturnCode();
    }
    return cause instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
  }

  /** Whether a smaller mail might be taken. */
  static boolean isTooLarge(Attempt attempt) {
    return attempt.equals(new Refused(words("mail.status", TOO_LARGE)));
  }
}
