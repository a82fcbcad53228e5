package dev.senselink.batch.roster;

import dev.senselink.batch.roster.KnownHeaders.Meaning;
import dev.senselink.batch.roster.KnownHeaders.Role;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which column a header means, after folding what people write differently. */
public final class HeaderNames {
  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]");
  private static final String MARKS = "_*.:'’-\t\n\013\f\r";
  private static final Pattern SOME_HAN = Pattern.compile("\\p{IsHan}.*\\p{IsHan}");

  /** Folded: the header under which a host is an id. */
  static final String HOST_ID = fold(RosterColumn.HOST_ID_HEADER);

  /** What our own files add to a roster; never read back. */
  private static final Set<String> OURS =
      Stream.of(
              "errorCode",
              "errorMessage",
              "id",
              "departmentId",
              "groupIds",
              "avatarId",
              "hostFrom",
              "createAt",
              "updateAt",
              "What is wrong",
              "错误代码",
              "错误说明")
          .map(HeaderNames::fold)
          .collect(Collectors.toUnmodifiableSet());

  /** In the workbook they have the names of its language. */
  private static final Set<String> ERROR =
      Set.of(
          fold("errorCode"),
          fold("errorMessage"),
          fold("What is wrong"),
          fold("错误代码"),
          fold("错误说明"));

  /** A name as a whole, and beside a family name the other half of it. */
  private static final Set<String> NAME_OR_GIVEN = Set.of("名字");

  /** Which of both it is, nobody can tell from the header. */
  private static final String NAME = "name";

  /** Headers that look like a job number and are often only a line count. */
  private static final Set<String> COUNTERS = Set.of("id", "编号", "序号");

  private HeaderNames() {}

  /**
   * Full-width forms, case, blanks, {@code _ - * . : '} and what stands in brackets do not count.
   */
  public static String fold(String header) {
    String text = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    String bare = hasBrackets(text) ? IN_BRACKETS.matcher(text).replaceAll("") : text;
    return said(bare);
  }

  /** Without an expression, as it is done for every name that is known, at each start. */
  private static String said(String text) {
    StringBuilder said = new StringBuilder(text.length());
    text.codePoints().filter(HeaderNames::isSaid).forEach(said::appendCodePoint);
    return said.toString();
  }

  private static boolean isSaid(int letter) {
    return switch (Character.getType(letter)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.FORMAT ->
          false;
      default -> MARKS.indexOf(letter) < 0;
    };
  }

  private static boolean hasBrackets(String text) {
    return text.indexOf('(') >= 0 || text.indexOf('[') >= 0;
  }

  /** What a header is known to mean in a roster of this kind; null if nothing. */
  static @Nullable Meaning meaning(String folded, RosterKind kind) {
    Meaning known = KnownHeaders.TABLE.byName().get(folded);
    if (known == null || known.columns().isEmpty()) {
      return known;
    }
    List<RosterColumn> here = known.columns().stream().filter(c -> c.knownIn(kind)).toList();
    if (!here.isEmpty()) {
      return new Meaning(known.role(), here);
    }
    return known.columns().stream().anyMatch(RosterColumn::tellsStanding)
        ? new Meaning(Role.NOT_OURS, List.of())
        : null;
  }

  /** Whether beside a family name it is the given one. */
  static boolean isGivenBesideFamily(String folded) {
    return NAME_OR_GIVEN.contains(folded);
  }

  /** Whether beside one part of a name it may be the whole or the other part. */
  static boolean mayBeHalf(String folded) {
    return folded.equals(NAME);
  }

  /** What stands in brackets, nothing if nothing does. */
  static String inBrackets(String header) {
    String text = Normalizer.normalize(header, Normalizer.Form.NFKC);
    if (!hasBrackets(text)) {
      return "";
    }
    return IN_BRACKETS
        .matcher(text)
        .results()
        .map(found -> found.group().substring(1, found.group().length() - 1))
        .collect(Collectors.joining(" "));
  }

  static boolean isBareId(String folded) {
    return folded.equals("id");
  }

  static boolean isOurs(String folded) {
    return OURS.contains(folded);
  }

  static boolean isError(String folded) {
    return ERROR.contains(folded);
  }

  static boolean isCounter(String folded) {
    return COUNTERS.contains(folded);
  }

  /** Whether the header is one of the Chinese names we know, of whichever kind of roster. */
  static boolean isChinese(String folded) {
    Meaning known = KnownHeaders.TABLE.byName().get(folded);
    return SOME_HAN.matcher(folded).find()
        && known != null
        && (known.role() == Role.COLUMN || known.role() == Role.SECOND);
  }
}
