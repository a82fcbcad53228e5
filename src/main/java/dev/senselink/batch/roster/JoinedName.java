package dev.senselink.batch.roster;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A name that stands in several columns.
 *
 * @param parts their positions; fewer than two where the name stands in one column
 * @param asSaid whether somebody chose this order; else the given name stands first, and comes last
 *     in a name of Chinese characters
 */
record JoinedName(List<Integer> parts, boolean asSaid) {
  private static final Pattern HAN =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}·]+");

  JoinedName {
    parts = List.copyOf(parts);
  }

  boolean isJoined() {
    return parts.size() > 1;
  }

  /** The name of a row; Chinese characters follow one another without a blank. */
  String of(List<String> clean, String clear) {
    List<String> filled = new ArrayList<>();
    parts.stream().map(clean::get).filter(part -> !part.isEmpty()).forEach(filled::add);
    if (filled.stream().anyMatch(clear::equalsIgnoreCase)) {
      return clear;
    }
    boolean together = filled.stream().allMatch(part -> HAN.matcher(part).matches());
    if (together && !asSaid) {
      Collections.reverse(filled);
    }
    return String.join(together ? "" : " ", filled);
  }
}
