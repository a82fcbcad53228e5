package dev.senselink.batch.console.page;

import java.text.Normalizer;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A number that somebody types who has read it on a page. */
public final class TypedNumber {
  /** Digits, or as pages write it in both languages: with a comma before each three of them. */
  private static final Pattern NUMBER =
      Pattern.compile("0|[1-9][0-9]{0,14}|[1-9][0-9]{0,2}(,[0-9]{3}){1,4}");

  private TypedNumber() {}

  /** What it is, also in the wide digits of a Chinese keyboard; empty for anything else. */
  public static OptionalLong of(String typed) {
    String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
    return NUMBER.matcher(plain).matches()
        ? OptionalLong.of(Long.parseLong(plain.replace(",", "")))
        : OptionalLong.empty();
  }

  /** Whether it is this one. */
  public static boolean is(String typed, long meant) {
    return of(typed).equals(OptionalLong.of(meant));
  }
}
