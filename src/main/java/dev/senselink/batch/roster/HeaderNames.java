package dev.senselink.batch.roster;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which column a header means, after folding what people write differently. */
public final class HeaderNames {
  private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*\\]");
  private static final Pattern NOT_SAID = Pattern.compile("[\\s\\p{Z}\\p{Cf}_*-]");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

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
              "createAt",
              "updateAt")
          .map(HeaderNames::fold)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> ERROR = Set.of(fold("errorCode"), fold("errorMessage"));

  /** Headers that look like a job number and are often only a line count. */
  private static final Set<String> COUNTERS = Set.of("id", "编号", "序号");

  private static final Map<String, RosterColumn> COLUMNS = columns();

  private HeaderNames() {}

  /** Full-width forms, case, blanks, {@code _ - *} and what stands in brackets do not count. */
  public static String fold(String header) {
    String text = Normalizer.normalize(header, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return NOT_SAID.matcher(IN_BRACKETS.matcher(text).replaceAll("")).replaceAll("");
  }

  static @Nullable RosterColumn column(String folded, RosterKind kind) {
    RosterColumn column = COLUMNS.get(folded);
    return column != null && column.knownIn(kind) ? column : null;
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
    return HAN.matcher(folded).find() && COLUMNS.containsKey(folded);
  }

  private static Map<String, RosterColumn> columns() {
    Map<String, RosterColumn> columns = new HashMap<>();
    for (RosterColumn column : RosterColumn.values()) {
      columns.put(fold(column.header()), column);
      column.aliases().forEach(alias -> columns.put(fold(alias), column));
    }
    return Map.copyOf(columns);
  }
}
