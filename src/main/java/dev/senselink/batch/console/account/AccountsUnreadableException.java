package dev.senselink.batch.console.account;

import java.io.IOException;

/** Nobody can tell which accounts there are; its message says where they lie and what to do. */
public final class AccountsUnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  AccountsUnreadableException(String message, Exception cause) {
    super(message, cause);
  }
}
