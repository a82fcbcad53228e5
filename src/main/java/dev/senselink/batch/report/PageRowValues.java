package dev.senselink.batch.report;

import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.PossibleDecisions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows as the template takes them. */
final class PageRowValues {
  private final PageTexts words;
  private final ReportThumbnails thumbnails;

  PageRowValues(PageTexts words, ReportThumbnails thumbnails) {
    this.words = words;
    this.thumbnails = thumbnails;
  }

  /** Somebody who was created, with their face. */
  Map<String, @Nullable Object> portrait(PageRow row) {
    Map<String, @Nullable Object> face =
        face(
            row.photo().isEmpty() ? null : thumbnails.photo(row.outcome().photo()),
            row.name(),
            "",
            words.of(row.photo().isEmpty() ? "face.none" : "face.missing"));
    face.put("name", row.name());
    face.put("key", row.key());
    return face;
  }

  /** A photo that was turned or cut, before and after. */
  Map<String, Object> change(PageRow row) {
    String path = row.outcome().photo();
    return Map.of(
        "name",
        row.name().isEmpty() ? nameless(row) : row.name(),
        "line",
        words.of("row.line", String.valueOf(row.line())),
        "reason",
        row.reason(),
        "faces",
        List.of(
            face(
                thumbnails.photo(path),
                words.of("face.row", String.valueOf(row.line())),
                words.of("face.before"),
                words.of("face.missing")),
            face(
                thumbnails.asSent(path),
                words.of("face.row.sent", String.valueOf(row.line())),
                words.of("face.sent"),
                words.of("face.missing"))));
  }

  /**
   * A row.
   *
   * @param reason what is said of it alone
   */
  Map<String, Object> values(PageRow row, String reason) {
    String photo = row.photo();
    return Map.of(
        "choices",
        choices(row),
        "name",
        row.name().isEmpty() ? nameless(row) : row.name(),
        "key",
        row.name().isEmpty() ? "" : row.key(),
        "line",
        row.line() == 0 ? "" : words.of("row.line", String.valueOf(row.line())),
        "reason",
        reason,
        "photo",
        photo.isEmpty() || photo.equals(row.key()) ? "" : words.of("row.photo", photo),
        "faces",
        faces(row),
        "people",
        row.people().stream().map(this::person).map(p -> words.of("row.person", p)).toList());
  }

  /**
   * What is the same of several rows is said once above them; the commonest first. Where that would
   * change their order, each row keeps its own words.
   */
  List<Map<String, Object>> groups(List<PageRow> rows, boolean byReasons) {
    if (!byReasons && !rows.isEmpty()) {
      return List.of(
          Map.of("reason", "", "rows", rows.stream().map(r -> values(r, r.reason())).toList()));
    }
    Map<String, List<PageRow>> byReason = new LinkedHashMap<>();
    rows.forEach(
        row -> byReason.computeIfAbsent(row.reason(), reason -> new ArrayList<>()).add(row));
    List<Map<String, Object>> groups = new ArrayList<>();
    byReason.entrySet().stream()
        .filter(group -> group.getValue().size() > 1)
        .sorted(Comparator.comparingInt(group -> -group.getValue().size()))
        .forEach(
            group ->
                groups.add(
                    Map.of(
                        "reason",
                        group.getKey(),
                        "rows",
                        group.getValue().stream().map(row -> values(row, "")).toList())));
    List<Map<String, Object>> others =
        byReason.values().stream()
            .filter(group -> group.size() == 1)
            .map(group -> values(group.get(0), group.get(0).reason()))
            .toList();
    if (!others.isEmpty()) {
      groups.add(Map.of("reason", "", "rows", others));
    }
    return groups;
  }

  /** Of a similar face the reason says it already. */
  private String choices(PageRow row) {
    boolean told = PossibleDecisions.mayHelpAnotherPhoto(row.outcome());
    return row.possible().isEmpty() || told
        ? ""
        : words.of(
            "row.choices",
            words.list(
                row.possible().stream().map(one -> words.of("choice." + one.word())).toList()));
  }

  private String nameless(PageRow row) {
    return row.key().isEmpty() ? words.of("row.unnamed") : row.key();
  }

  private List<Map<String, @Nullable Object>> faces(PageRow row) {
    List<Map<String, @Nullable Object>> faces = new ArrayList<>();
    if (!row.pictured()) {
      return faces;
    }
    boolean compared = !row.people().isEmpty();
    Outcome outcome = row.outcome();
    if (compared || !outcome.photo().isEmpty()) {
      faces.add(
          face(
              outcome.photo().isEmpty() ? null : thumbnails.photo(outcome.photo()),
              words.of("face.row", String.valueOf(row.line())),
              compared ? words.of("face.roster") : "",
              words.of(outcome.photo().isEmpty() ? "face.none" : "face.missing")));
    }
    for (ConflictCandidate person : row.people()) {
      faces.add(
          face(
              thumbnails.person(person.id()),
              words.of("face.person", String.valueOf(person.id())),
              words.of("face.server"),
              words.of("face.none")));
    }
    return faces;
  }

  /** A picture with what is said of it; {@code null} is shown as missing. */
  static Map<String, @Nullable Object> face(
      byte @Nullable [] jpeg, String alt, String label, String missing) {
    Map<String, @Nullable Object> face = new HashMap<>();
    face.put("data", jpeg == null ? null : Base64.getEncoder().encodeToString(jpeg));
    face.put("alt", alt);
    face.put("label", label);
    face.put("missing", missing);
    return face;
  }

  private String person(ConflictCandidate person) {
    String id = words.of("row.person.id", String.valueOf(person.id()));
    String named = person.name().isEmpty() ? id : words.of("row.person.key", person.name(), id);
    return person.key().isEmpty() ? named : words.of("row.person.key", named, person.key());
  }
}
