package dev.senselink.batch.console.account;

/** An account cannot be made or changed so; its message says what to do. */
public final class AccountRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  AccountRefusedException(String message) {
    super(message);
  }
}
