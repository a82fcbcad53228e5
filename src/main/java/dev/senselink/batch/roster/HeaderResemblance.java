package dev.senselink.batch.roster;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which of our columns a header nobody knows may be meant for, told from its name alone: a word of
 * a known one, or a slip of the pen.
 */
final class HeaderResemblance {
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})");
  private static final Pattern E_MAIL = Pattern.compile("(?i)\\be-mail");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}#]+");

  /** Nothing, a number or a single letter says nothing. */
  private static final Pattern NO_TELLING = Pattern.compile("[\\p{Nd}]*|[\\p{L}&&[^\\p{IsHan}]]");

  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]");

  /** Shorter words are near too many others. */
  private static final int SHORTEST = 5;

  /** From here on two letters may be wrong. */
  private static final int LONG = 12;

  private static final int SHORTEST_HAN = 3;

  /** Made once each: every header nobody knows is held against all of them. */
  private static final Map<String, KnownName> KNOWN = new ConcurrentHashMap<>();

  private HeaderResemblance() {}

  /** Whether the header speaks of somebody or something else, such as an emergency contact. */
  static boolean speaksOfOthers(String header) {
    if (header.isBlank()) {
      return false;
    }
    return KnownHeaders.TABLE.holdsOthersHan(header)
        || Words.of(header).all().anyMatch(KnownHeaders.TABLE::isOthers);
  }

  /** The columns it may be meant for, in the order of our columns; none if its name tells none. */
  static List<RosterColumn> columns(String header, RosterKind kind) {
    String folded = HeaderNames.fold(header);
    Words words = Words.of(header);
    return Stream.of(RosterColumn.values())
        .filter(column -> column.knownIn(kind))
        .filter(
            column ->
                KnownHeaders.TABLE.names(column).stream()
                    .map(name -> KNOWN.computeIfAbsent(name, KnownName::of))
                    .anyMatch(name -> resemble(folded, words, name)))
        .toList();
  }

  private static boolean resemble(String folded, Words words, KnownName name) {
    String known = name.folded();
    if (name.han()) {
      return known.length() > 1
          && folded.length() > 1
          && (folded.contains(known)
              || (isHan(folded) && known.contains(folded))
              || isSlip(folded, known, SHORTEST_HAN));
    }
    return isSlip(folded, known, SHORTEST) || words.holdOrShorten(name.words());
  }

  static boolean isHan(String text) {
    return HAN.matcher(text).find();
  }

  private static boolean isSlip(String one, String other, int shortest) {
    int length = Math.min(one.length(), other.length());
    int most = Math.max(one.length(), other.length()) >= LONG ? 2 : 1;
    return length >= shortest
        && Math.abs(one.length() - other.length()) <= most
        && distance(one, other) <= most;
  }

  /** Letters put in, left out, exchanged or swapped with their neighbour. */
  static int distance(String one, String other) {
    int[][] steps = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        steps[i][j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(
                    Math.min(steps[i - 1][j], steps[i][j - 1]) + 1,
                    steps[i - 1][j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[one.length()][other.length()];
  }

  /** A name of one of our columns, as headers are held against it. */
  private record KnownName(String folded, boolean han, Words words) {
    static KnownName of(String name) {
      String folded = HeaderNames.fold(name);
      return new KnownName(folded, isHan(folded), Words.of(name));
    }
  }

  /**
   * The words of a header.
   *
   * @param telling those that say what it is about
   * @param general those that say little by themselves, such as "number"
   */
  private record Words(Set<String> telling, Set<String> general) {
    static Words of(String header) {
      String plain = Normalizer.normalize(header, Normalizer.Form.NFKC);
      String humps = HUMP.matcher(IN_BRACKETS.matcher(plain).replaceAll(" ")).replaceAll(" ");
      List<String> words =
          Arrays.stream(NO_WORD.split(E_MAIL.matcher(humps).replaceAll("email"), -1))
              .filter(word -> !NO_TELLING.matcher(word).matches())
              .map(word -> word.toLowerCase(Locale.ROOT))
              .map(word -> word.equals("#") ? "number" : KnownHeaders.TABLE.meant(word))
              .toList();
      Set<String> general = new LinkedHashSet<>(words);
      general.removeIf(word -> !KnownHeaders.TABLE.isGeneral(word));
      Set<String> telling = new LinkedHashSet<>(words);
      telling.removeAll(general);
      return new Words(telling, general);
    }

    Stream<String> all() {
      return Stream.concat(telling.stream(), general.stream());
    }

    /** Whether all of a known name is among these words, or these are a part of it. */
    boolean holdOrShorten(Words known) {
      boolean holds =
          !known.telling.isEmpty()
              && telling.containsAll(known.telling)
              && general.containsAll(known.general);
      boolean shortens =
          !telling.isEmpty()
              && known.telling.containsAll(telling)
              && known.general.containsAll(general);
      return holds || shortens;
    }
  }
}
