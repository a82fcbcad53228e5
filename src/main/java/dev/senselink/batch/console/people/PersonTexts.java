package dev.senselink.batch.console.people;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.look.Look.Deed;
import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.roster.RosterColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A person in the words of the page. */
final class PersonTexts {
  private PersonTexts() {}

  static String name(Somebody person) {
    return person.fields().getOrDefault(RosterColumn.NAME, "");
  }

  private static String kind(Somebody person) {
    return words(person.guest() ? "decide.guest" : "decide.staff");
  }

  /** As the list shows them. */
  static Map<String, Object> listed(Somebody person) {
    List<String> numbers =
        List.of(RosterColumn.JOB_NUMBER, RosterColumn.MOBILE, RosterColumn.IC_NUMBER).stream()
            .map(column -> person.fields().getOrDefault(column, ""))
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
        .map(column -> Map.of("name", column.spoken(), "value", person.fields().get(column)))
        .toList();
  }

  /** What was done to them. */
  static Map<String, Object> deed(Deed deed) {
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
        "reason", outcome == null ? "" : outcome.reason());
  }
}
