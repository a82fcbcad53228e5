package dev.senselink.batch.console.account;

import java.nio.file.Path;

/**
 * Accounts of tests in which somebody signs in and no password is guessed: each is checked with the
 * least effort that there is. How much the program takes is what {@link AccountsTest} tries.
 */
public final class QuickAccounts {
  private static final int LEAST_ROUNDS = 4;

  private QuickAccounts() {}

  /** Those of a data folder, as the program keeps them. */
  public static Accounts in(Path data) {
    return new Accounts(data, new Passwords(LEAST_ROUNDS));
  }
}
