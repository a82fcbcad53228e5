package dev.senselink.batch.console.decide;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.look.Look.Group;
import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.roster.RosterColumn;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row beside somebody on the server, field by field. Only what is written the same way in both
 * places is called different: days and groups are shown, and whoever reads compares them.
 */
final class Comparison {
  private static final List<RosterColumn> SHOWN =
      List.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.MAIL,
          RosterColumn.DEPARTMENT,
          RosterColumn.GROUPS,
          RosterColumn.POSITION,
          RosterColumn.LOCATION,
          RosterColumn.BIRTHDAY,
          RosterColumn.ENTRY_TIME,
          RosterColumn.HOST,
          RosterColumn.DATE_TIME_FROM,
          RosterColumn.DATE_TIME_TO,
          RosterColumn.REMARK);

  private static final Set<RosterColumn> COMPARED =
      Set.of(
          RosterColumn.NAME,
          RosterColumn.JOB_NUMBER,
          RosterColumn.MOBILE,
          RosterColumn.IC_NUMBER,
          RosterColumn.MAIL,
          RosterColumn.POSITION,
          RosterColumn.LOCATION,
          RosterColumn.REMARK);

  private Comparison() {}

  /**
   * The fields that one of them has.
   *
   * @param candidate {@code null} for nobody
   * @param person what the server tells of them, {@code null} where that is not known
   */
  static List<Map<String, Object>> of(
      OpenConflict conflict, @Nullable ConflictCandidate candidate, @Nullable Somebody person) {
    List<Map<String, Object>> fields = new ArrayList<>();
    for (RosterColumn column : SHOWN) {
      String here = conflict.field(column);
      String there = there(column, candidate, person);
      if (!here.isEmpty() || !there.isEmpty()) {
        boolean known = person != null || (column == RosterColumn.NAME && candidate != null);
        boolean differs =
            known
                && COMPARED.contains(column)
                && !here.isEmpty()
                && !plain(column, here).equals(plain(column, there));
        fields.add(
            Map.of(
                "field",
                column.spoken(),
                "here",
                shown(column, here),
                "there",
                shown(column, there),
                "differs",
                differs));
      }
    }
    return fields;
  }

  private static String shown(RosterColumn column, String text) {
    return text.isEmpty() ? words("decide.empty") : MaskedText.cell(column, text);
  }

  private static String there(
      RosterColumn column, @Nullable ConflictCandidate candidate, @Nullable Somebody person) {
    if (person == null) {
      return column == RosterColumn.NAME && candidate != null ? candidate.name() : "";
    }
    List<Group> groups = person.groups();
    return column == RosterColumn.GROUPS && groups != null
        ? DisplayLanguage.list(groups.stream().map(Group::name).toList())
        : person.fields().getOrDefault(column, "");
  }

  private static String plain(RosterColumn column, String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\s+", " ");
    return column == RosterColumn.MOBILE ? folded.replaceAll("[ ()./-]", "") : folded;
  }
}
