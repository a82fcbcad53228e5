package dev.senselink.batch.console.account;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Which passwords are taken, and how they are kept: bcrypt, which sees their first 72 bytes alone,
 * so nothing longer is ever taken for one. Letters count the same however a keyboard composes them.
 */
public final class Passwords implements PasswordEncoder {
  private static final int SHORTEST = 12;
  private static final int MOST_BYTES = 72;
  private static final int ROUNDS = 11;

  private final BCryptPasswordEncoder bcrypt;

  public Passwords() {
    this(ROUNDS);
  }

  /** Kept so that they are tried with other effort; how they are checked is said with each. */
  Passwords(int rounds) {
    bcrypt = new BCryptPasswordEncoder(rounds);
  }

  /**
   * Refuses what is too weak or too long.
   *
   * @throws AccountRefusedException saying why
   */
  static void check(String name, String password) throws AccountRefusedException {
    String composed = composed(password);
    if (composed.codePointCount(0, composed.length()) < SHORTEST) {
      throw new AccountRefusedException(words("account.short", SHORTEST));
    }
    if (bytes(composed) > MOST_BYTES) {
      throw new AccountRefusedException(words("account.long", MOST_BYTES));
    }
    boolean oneOnly = composed.chars().distinct().count() == 1;
    if (oneOnly || composed.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))) {
      throw new AccountRefusedException(words("account.weak"));
    }
  }

  private static String composed(CharSequence password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private static int bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8).length;
  }

  /** What a password is checked against. */
  String kept(String password) {
    return Objects.requireNonNull(encode(password), "of no password");
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return password == null ? null : bcrypt.encode(composed(password));
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String kept) {
    if (password == null || kept == null) {
      return false;
    }
    String composed = composed(password);
    return bytes(composed) <= MOST_BYTES && bcrypt.matches(composed, kept);
  }
}
