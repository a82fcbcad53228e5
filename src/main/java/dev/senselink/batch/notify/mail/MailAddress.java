package dev.senselink.batch.notify.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** What mail can be sent to. */
public final class MailAddress {
  private MailAddress() {}

  /** Whether it is one, with the host's name. */
  public static boolean is(String text) {
    try {
      InternetAddress[] all = InternetAddress.parse(text, true);
      return all.length == 1 && all[0].getAddress().matches("[^@\\s]+@[^@\\s]+");
    } catch (AddressException e) {
      return false;
    }
  }
}
