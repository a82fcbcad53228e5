package dev.senselink.batch.console.people;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.look.Look.Deed;
import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.roster.RosterColumn;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A person in the words of the page. */
final class PersonTexts {
  private PersonTexts() {}

  static String name(Somebody person) {
    return person.fields().getOrDefault(RosterColumn.NAME, "");
  }

  /** Whether a text stands in their name: a viewer must not find out whose a number is. */
  static boolean isNamed(Somebody person, String sought) {
    return folded(name(person)).contains(folded(sought));
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }

  private static String kind(Somebody person) {
    return words(person.guest() ? "decide.guest" : "decide.staff");
  }

  /** As the list shows them. */
  static Map<String, Object> listed(Somebody person) {
    List<String> numbers =
        List.of(RosterColumn.JOB_NUMBER, RosterColumn.MOBILE, RosterColumn.IC_NUMBER).stream()
            .map(column -> MaskedText.cell(column, person.fields().getOrDefault(column, "")))
            .filter(number -> !number.isEmpty())
            .toList();
    return Map.of(
        "path", PeopleController.address(person),
        "photo", PeopleController.address(person) + "/photo",
        "name", name(person),
        "kind", words("decide.who", kind(person), person.id()),
        "numbers", DisplayLanguage.list(numbers));
  }

  /** What the server tells of them. */
  static List<Map<String, String>> fields(Somebody person) {
    return Arrays.stream(RosterColumn.values())
        .filter(column -> person.fields().containsKey(column))
        .map(
            column ->
                Map.of(
                    "name",
                    column.spoken(),
                    "value",
                    MaskedText.cell(column, person.fields().getOrDefault(column, ""))))
        .toList();
  }

  /** What they are known by, beside the name. */
  static List<String> keys(@Nullable Somebody person) {
    return person == null
        ? List.of()
        : person.fields().entrySet().stream()
            .filter(field -> MaskedText.isKey(field.getKey()))
            .map(Map.Entry::getValue)
            .toList();
  }

  /**
   * What was done to them.
   *
   * @param keys what they are known by
   */
  static Map<String, Object> deed(Deed deed, List<String> keys) {
    ReportParts parts = new ReportParts(DisplayLanguage.language(), deed.command());
    Outcome outcome = deed.outcome();
    return Map.of(
        "path", "/runs/" + deed.run(),
        "job", parts.job(deed.command()),
        "when", TimeText.at(deed.begun()),
        "line", outcome == null ? "" : String.valueOf(outcome.ref().line()),
        "outcome",
            outcome == null
                ? words("people.change." + deed.kind())
                : parts.outcome(outcome.ending()),
        "style",
            outcome == null
                ? "updated"
                : outcome.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "reason", outcome == null ? "" : MaskedText.of(outcome.reason(), keys));
  }
}
