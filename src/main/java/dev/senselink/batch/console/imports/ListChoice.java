package dev.senselink.batch.console.imports;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.ledger.lists.ListName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whose list an import is, and what becomes of people whom it names no more.
 *
 * @param name of the list, {@code ""} for none
 * @param begun whether a list of a name not known yet may be begun
 * @param part whether it holds only some of the list
 * @param leavers {@code report}, {@code revoke}, {@code delete}, or {@code ""}: it is only
 *     remembered who was on the list
 * @param maxLeavers how many people may be missing at once, {@code ""} for as many as is usual
 * @param maxShrink by how many hundredths the list may shrink, {@code ""} likewise
 * @param keepGroup the group whose people never count as having left, {@code ""} for none
 */
record ListChoice(
    String name,
    boolean begun,
    boolean part,
    String leavers,
    String maxLeavers,
    String maxShrink,
    String keepGroup) {
  static final ListChoice NONE = new ListChoice("", false, false, "", "", "", "");
  static final String DELETE = "delete";

  private static final List<String> LEAVERS = List.of("", "report", "revoke", DELETE);
  private static final Pattern PEOPLE = Pattern.compile("|[1-9][0-9]{0,5}");
  private static final Pattern HUNDREDTHS = Pattern.compile("|[1-9]|[1-4][0-9]|50");

  /** What is wrong with it, in words; {@code ""} for nothing. */
  String fault() {
    boolean more = begun || part || !leavers.isEmpty() || !maxLeavers.isEmpty();
    if (name.isEmpty()) {
      return more || !maxShrink.isEmpty() ? words("list.needed") : "";
    }
    if (!isName(name) || !keepGroup.isEmpty() && !isName(keepGroup)) {
      return words("list.name", ListName.LONGEST);
    }
    if (!LEAVERS.contains(leavers) || part && !leavers.isEmpty()) {
      return words("list.part");
    }
    boolean limits =
        PEOPLE.matcher(maxLeavers).matches() && HUNDREDTHS.matcher(maxShrink).matches();
    return limits ? "" : words("list.limits");
  }

  private static boolean isName(String text) {
    return ListName.of(text).isUsable() && !text.contains("${");
  }

  /** Whether it can delete people, or eases a brake: that only an admin may choose. */
  boolean isForAdmins() {
    return leavers.equals(DELETE) || !maxLeavers.isEmpty() || !maxShrink.isEmpty();
  }

  /** In the words of the command line. */
  List<String> typed() {
    List<String> words = new ArrayList<>();
    if (name.isEmpty()) {
      return words;
    }
    words.add("--list=" + name);
    if (begun) {
      words.add("--new-list");
    }
    if (part) {
      words.add("--part");
    }
    if (!leavers.isEmpty()) {
      words.add("--leavers=" + leavers);
      add(words, "--max-leavers=", maxLeavers, "");
      add(words, "--max-shrink=", maxShrink, "%");
      add(words, "--keep-group=", keepGroup, "");
    }
    return words;
  }

  private static void add(List<String> words, String option, String value, String unit) {
    if (!value.isEmpty()) {
      words.add(option + value + unit);
    }
  }
}
