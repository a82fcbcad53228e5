package dev.senselink.batch.check;

import static dev.senselink.batch.check.CheckMessages.words;

import dev.senselink.batch.roster.RowReference;
import java.util.List;

/**
 * The rows of one roster that share an {@link RowIdentity}, as far as it must be known to judge
 * them: there may be a million, so only the first few are named.
 *
 * @param count how many rows there are, at least two
 * @param first the one with the lowest number
 * @param lines the lines of the first few, in order
 * @param equal whether all are equal in every cell, by their hashes
 */
public record DuplicateGroup(long count, RowReference first, List<Long> lines, boolean equal) {
  public DuplicateGroup {
    lines = List.copyOf(lines);
    if (count < 2 || lines.isEmpty()) {
      throw new IllegalArgumentException("twins are at least two rows, and some are named");
    }
  }

  /** The lines in words, for a reason. */
  String told() {
    int most = 5;
    List<Long> named = lines.subList(0, Math.min(most, lines.size()));
    String text =
        named.stream()
            .map(String::valueOf)
            .reduce((a, b) -> words("twins.and", a, b))
            .orElseThrow();
    return count > named.size()
        ? words("twins.more", text, count - named.size())
        : words("twins.few", text);
  }
}
