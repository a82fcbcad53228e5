package dev.senselink.batch.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which personnel systems say whether somebody is employed; whole cells, folded. */
final class StandingWords {
  private static final Pattern NOT_SAID = Pattern.compile("[\\s\\p{Z}\\p{Cf}_–—-]+");

  private static final List<Set<String>> WORDS = read();

  private StandingWords() {}

  /** Full-width forms, case, blanks, {@code _} and dashes do not count. */
  static String fold(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return NOT_SAID.matcher(plain).replaceAll("");
  }

  /** Whether a cell, as it stands, says that somebody has left. */
  static boolean meansLeft(String text) {
    return WORDS.get(0).contains(fold(text));
  }

  /** Whether a word of more than is known begins with one that is. */
  static boolean beginsAsLeft(String folded) {
    return WORDS.get(0).stream().anyMatch(folded::startsWith);
  }

  static boolean meansEmployed(String folded) {
    return WORDS.get(1).contains(folded);
  }

  static boolean meansNotBegun(String folded) {
    return WORDS.get(2).contains(folded);
  }

  /** Whether what a cell says is known at all. */
  static boolean isKnown(String text) {
    String folded = fold(text);
    return meansLeft(text) || meansEmployed(folded) || meansNotBegun(folded);
  }

  private static List<Set<String>> read() {
    String all = "standing.txt";
    InputStream in = Objects.requireNonNull(StandingWords.class.getResourceAsStream(all), all);
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(StandingWords::folded)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> folded(String words) {
    return Stream.of(words.split(",", -1))
        .map(StandingWords::fold)
        .collect(Collectors.toUnmodifiableSet());
  }
}
