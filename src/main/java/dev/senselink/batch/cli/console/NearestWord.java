package dev.senselink.batch.cli.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the word somebody probably meant. */
public final class NearestWord {
  private NearestWord() {}

  /** The known word with the fewest edits to the given one. */
  public static String of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(k -> edits(lower, k.toLowerCase(Locale.ROOT))))
        .orElse("");
  }

  private static int edits(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(swap, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
