package dev.senselink.batch.console.page;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/** Names of things that the console keeps: nobody can guess one, and none is a path. */
public final class RandomId {
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LONG = 20;
  private static final Pattern ID = Pattern.compile("[" + LETTERS + "]{" + LONG + "}");
  private static final SecureRandom CHANCE = new SecureRandom();

  private RandomId() {}

  public static String next() {
    StringBuilder id = new StringBuilder();
    for (int n = 0; n < LONG; n++) {
      id.append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  /** Whether a text from a request can be one. */
  public static boolean isOne(String text) {
    return ID.matcher(text).matches();
  }
}
