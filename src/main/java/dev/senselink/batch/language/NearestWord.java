package dev.senselink.batch.language;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word somebody probably meant. */
public final class NearestWord {
  private NearestWord() {}

  /**
   * The known word with the fewest edits to the given one; none where more than a third of it would
   * have to be edited: a word that far away was not meant, and naming it misleads.
   */
  public static Optional<String> of(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(k -> edits(lower, k.toLowerCase(Locale.ROOT))))
        .filter(near -> edits(lower, near.toLowerCase(Locale.ROOT)) * 3 <= letters(word));
  }

  /** Without the dashes that every option begins with. */
  private static long letters(String word) {
    return word.chars().filter(c -> c != '-').count();
  }

  /** Letters to add, take away or replace; two neighbours that changed places are one edit. */
  private static int edits(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
