package dev.senselink.batch.notify.mail;

import static dev.senselink.batch.notify.NotifyMessages.words;

import dev.senselink.batch.notify.NetworkFailures;
import dev.senselink.batch.notify.NoticeChannel.Attempt;
import dev.senselink.batch.notify.NoticeChannel.Failed;
import dev.senselink.batch.notify.NoticeChannel.Refused;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * What a mail server's refusal means. Only its number is told: its words may repeat what was sent.
 */
final class MailFailures {
  private static final int PERMANENT = 500;
  private static final int TOO_LARGE = 552;

  /** How the words of a refusal begin that holds for the moment. */
  private static final Pattern PASSING = Pattern.compile("^(4[0-9]{2})[ -]");

  /** How the library begins to say that no password was asked for in a way it knows. */
  private static final String NO_MECHANISM = "No authentication mechanisms supported";

  private MailFailures() {}

  static Attempt of(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationFailedException) {
        return login(cause);
      }
      if (cause instanceof AddressException) {
        return new Refused(words("mail.address"));
      }
      if (String.valueOf(cause.getMessage()).startsWith("STARTTLS is required")) {
        return new Refused(words("mail.noStartTls"));
      }
    }
    int status = statusOf(failure);
    if (status >= PERMANENT) {
      return new Refused(words("mail.status", status));
    }
    return status > 0 ? new Failed(words("mail.status", status)) : NetworkFailures.of(failure);
  }

  /** The server may be busy, or have hung up, just when it was asked to let us in. */
  private static Attempt login(Throwable failure) {
    if (String.valueOf(failure.getMessage()).startsWith(NO_MECHANISM)) {
      return new Refused(words("mail.noMechanism"));
    }
    if (failure.getCause() instanceof IOException cut) {
      return NetworkFailures.of(cut);
    }
    Matcher later = PASSING.matcher(String.valueOf(failure.getMessage()));
    return later.find()
        ? new Failed(words("mail.status", Integer.parseInt(later.group(1))))
        : new Refused(words("mail.login"));
  }

  /** Whether some have got it though others have not. */
  static boolean isPartly(Exception failure) {
    return failure instanceof SendFailedException send
        && send.getValidSentAddresses() != null
        && send.getValidSentAddresses().length > 0;
  }

  /** Who may be sent it again; nobody where the server refused them for good. */
  static List<String> unsent(Exception failure) {
    Address[] unsent =
        failure instanceof SendFailedException send ? send.getValidUnsentAddresses() : null;
    return unsent == null ? List.of() : Stream.of(unsent).map(Address::toString).toList();
  }

  /** Whether the server has said anything about it. */
  static boolean isAnswered(Exception failure) {
    return statusOf(failure) > 0;
  }

  /**
   * Whether a smaller mail might be taken.
   *
   * @param begun whether the mail itself was being sent, or had been
   */
  static boolean mayBeTooLarge(Exception failure, boolean begun) {
    int status = statusOf(failure);
    return status == TOO_LARGE || begun && (status == 0 || status >= PERMANENT);
  }

  private static int statusOf(Throwable failure) {
    int status = 0;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      status = status == 0 || status / 100 == 2 ? status(cause) : status;
    }
    return status;
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

  /** What a mail came to that some of the addresses have got. */
  static Attempt partly(Exception failure, boolean again) {
    String why = words("mail.partly", statusOf(failure));
    return again ? new Failed(why) : new Refused(why);
  }
}
