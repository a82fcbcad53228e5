package dev.senselink.batch.report;

import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import dev.senselink.batch.roster.RosterColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * "What would change" on the page: by kind, each person with the old and the new side by side; of
 * each kind the first {@value #PICTURED} with both photos and {@value #SHOWN} in all.
 */
final class PlannedChangesPage {
  /** The name under which a photo stands among the fields. */
  static final String PHOTO = "photo";

  static final int PICTURED = 40;
  static final int SHOWN = 300;

  /** All together take no more of the page, pictures aside. */
  private static final long MOST_BYTES = 1_500_000;

  private static final int MOST_LETTERS = 160;
  private static final int MARKUP = 160;
  private static final int FIELD_MARKUP = 110;

  private final Map<PlannedAction, List<Person>> shown = new EnumMap<>(PlannedAction.class);
  private final Map<PlannedAction, Long> counts = new EnumMap<>(PlannedAction.class);
  private final ReportFaces faces = new ReportFaces();
  private long bytes;
  private boolean told;

  /**
   * Somebody as the page shows them.
   *
   * @param photo the path of the new photo, {@code ""} for none
   */
  private record Person(PlanLine line, String photo, boolean pictured) {
    /** Whose picture of the server is shown; of whom only a run has made nobody needs one. */
    Optional<Long> face() {
      boolean onlyRemoved = line.action() == PlannedAction.DELETE && line.row() != null;
      return pictured && !onlyRemoved ? Optional.ofNullable(line.personId()) : Optional.empty();
    }
  }

  /** There is a plan, whatever it holds. */
  void begin() {
    told = true;
  }

  /** Takes a line that changes something. */
  void add(PlanLine line, String photo) {
    counts.merge(line.action(), 1L, Long::sum);
    List<Person> kind = shown.computeIfAbsent(line.action(), action -> new ArrayList<>());
    if (kind.size() >= SHOWN || bytes >= MOST_BYTES) {
      return;
    }
    boolean pictured = kind.size() < PICTURED;
    Person person = new Person(line, photo, pictured);
    kind.add(person);
    bytes += MARKUP + bytes(line.name()) + bytes(line.key());
    for (PlannedChange change : line.changes()) {
      bytes += FIELD_MARKUP + bytes(change.from()) + bytes(change.to());
    }
    if (pictured) {
      faces.addPhoto(photo);
      person.face().ifPresent(faces::addPerson);
    }
  }

  /** The pictures that are wanted. */
  ReportFaces faces() {
    return faces;
  }

  /** What it takes of the page, pictures aside. */
  long bytes() {
    return bytes;
  }

  private static long bytes(String text) {
    String kept = cut(text);
    long special = kept.chars().filter(c -> "&<>\"'`=".indexOf(c) >= 0).count();
    return kept.getBytes(StandardCharsets.UTF_8).length + special * 5;
  }

  private static String cut(String text) {
    return text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS - 1) + "…";
  }

  /** All of it as the template takes it; empty without a plan. */
  List<Map<String, Object>> values(PageTexts words, ReportThumbnails thumbnails) {
    if (!told) {
      return List.of();
    }
    List<Map<String, Object>> kinds = new ArrayList<>();
    shown.forEach((action, people) -> kinds.add(kind(action, people, words, thumbnails)));
    return List.of(
        Map.of(
            "lead",
            words.of(kinds.isEmpty() ? "planned.nothing" : "planned.lead"),
            "kinds",
            kinds));
  }

  private Map<String, Object> kind(
      PlannedAction action, List<Person> people, PageTexts words, ReportThumbnails thumbnails) {
    long count = counts.getOrDefault(action, 0L);
    long left = count - people.size();
    return Map.of(
        "title", words.of("planned." + action.word()),
        "shownCount", words.number(count),
        "people", people.stream().map(person -> person(person, words, thumbnails)).toList(),
        "more", left == 0 ? "" : words.of("plannedMore", left));
  }

  private static Map<String, Object> person(
      Person person, PageTexts words, ReportThumbnails thumbnails) {
    PlanLine line = person.line();
    List<Map<String, Object>> fields =
        line.changes().stream()
            .map(PlannedChange::shown)
            .map(
                change ->
                    Map.<String, Object>of(
                        "field", spoken(change.field()),
                        "from", cut(change.from()),
                        "to", cut(change.to())))
            .toList();
    return Map.of(
        "name",
        line.name().isEmpty() ? words.of("row.unnamed") : cut(line.name()),
        "key",
        cut(line.key()),
        "line",
        line.line() == 0 ? "" : words.of("row.line", String.valueOf(line.line())),
        "fields",
        fields,
        "hasFields",
        !fields.isEmpty(),
        "faces",
        faces(person, words, thumbnails));
  }

  private static List<Map<String, @Nullable Object>> faces(
      Person person, PageTexts words, ReportThumbnails thumbnails) {
    List<Map<String, @Nullable Object>> faces = new ArrayList<>();
    person
        .face()
        .ifPresent(
            id ->
                faces.add(
                    PageRowValues.face(
                        thumbnails.person(id),
                        words.of("face.person", id.toString()),
                        words.of("face.server"),
                        words.of("face.none"))));
    if (person.pictured() && !person.photo().isEmpty()) {
      faces.add(
          PageRowValues.face(
              thumbnails.photo(person.photo()),
              words.of("face.row", String.valueOf(person.line().line())),
              words.of("face.roster"),
              words.of("face.missing")));
    }
    return faces;
  }

  private static String spoken(String field) {
    return Arrays.stream(RosterColumn.values())
        .filter(column -> column.header().equals(field))
        .findFirst()
        .map(RosterColumn::spoken)
        .orElse(field);
  }
}
