package dev.senselink.batch.console.decide;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.look.Look.Somebody;
import dev.senselink.batch.console.look.LookFailedException;
import dev.senselink.batch.console.page.MaskedText;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.runs.RunTexts;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.outcome.ConflictCandidate;
import dev.senselink.batch.outcome.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Conflicts in the words of the page. */
final class ConflictTexts {
  /** Who signs in by an address and not by a name. */
  private static final String OWNER = "owner";

  /** So many names tell what a group is. */
  private static final int NAMED = 10;

  private final ConflictStanding now;

  ConflictTexts(ConflictStanding now) {
    this.now = now;
  }

  /** A decision as one calls it, {@code null} for none. */
  static String word(@Nullable Decision decision) {
    return decision == null ? words("decide.word.none") : words("decide.word." + decision);
  }

  /** A decision with name and time. */
  static String told(Made made) {
    return words(
        "decide.made",
        word(made.decision()),
        made.by().equals(OWNER) ? words("decide.owner") : made.by(),
        TimeText.at(Instant.parse(made.at())));
  }

  /** What the page shows of all of them. */
  Map<String, Object> all() {
    int decided = now.decided().size();
    Map<String, Object> values = new HashMap<>();
    values.put("none", now.open().isEmpty());
    values.put("nothing", now.open().isEmpty() && now.unread().isEmpty() && now.current());
    values.put("unread", unread());
    values.put("news", words("decide.news", now.open().size(), decided));
    values.put("carryText", decided == 0 ? "" : words("decide.carryOut", decided));
    values.put("tone", now.undecided().isEmpty() ? "good" : "warn");
    values.put("open", now.open().stream().map(this::listed).toList());
    List<Map<String, String>> groups = groups();
    values.put("groups", groups);
    values.put("hasGroups", !groups.isEmpty());
    return values;
  }

  /** What waits and cannot be shown. */
  private List<Map<String, Object>> unread() {
    return now.unread().entrySet().stream()
        .map(
            one ->
                Map.of(
                    "path",
                    RunTexts.listed(one.getKey()).get("path"),
                    "list",
                    one.getKey().rosterName(),
                    "text",
                    words("decide.unread", one.getKey().waiting()),
                    "why",
                    MaskedText.of(one.getValue())))
        .toList();
  }

  private Map<String, Object> listed(OpenConflict one) {
    Made made = now.of(one);
    return Map.of(
        "path", DecideController.address(one),
        "name", named(one),
        "code", one.outcome().code(),
        "made", made == null ? "" : told(made));
  }

  private static String named(OpenConflict one) {
    return one.name().isEmpty() ? words("decide.line", one.outcome().ref().line()) : one.name();
  }

  private List<Map<String, String>> groups() {
    Map<String, List<OpenConflict>> byCode = new LinkedHashMap<>();
    now.undecided()
        .forEach(
            one -> byCode.computeIfAbsent(one.outcome().code(), c -> new ArrayList<>()).add(one));
    return byCode.entrySet().stream()
        .filter(group -> group.getValue().size() > 1)
        .map(
            group ->
                Map.of(
                    "code", group.getKey(),
                    "seen", now.seen(group.getValue()),
                    "text", words("decide.skipAll", group.getValue().size()),
                    "names", names(group.getValue())))
        .toList();
  }

  /** The first of them. */
  private static String names(List<OpenConflict> some) {
    String list =
        DisplayLanguage.list(some.stream().limit(NAMED).map(ConflictTexts::named).toList());
    return some.size() > NAMED ? words("decide.more", list, some.size() - NAMED) : list;
  }

  /** What is to be carried out, by kind. */
  List<Map<String, Object>> kinds() {
    return Arrays.stream(Decision.values())
        .map(
            kind ->
                now.decided().stream()
                    .filter(one -> Objects.requireNonNull(now.of(one)).decision() == kind)
                    .toList())
        .filter(some -> !some.isEmpty())
        .map(this::kind)
        .toList();
  }

  private Map<String, Object> kind(List<OpenConflict> some) {
    Decision decision = Objects.requireNonNull(now.of(some.get(0))).decision();
    return Map.of(
        "name", words("decide.kind." + decision, some.size()),
        "test", "kind-" + decision.word(),
        "people", some.stream().map(this::person).toList());
  }

  private Map<String, Object> person(OpenConflict one) {
    Made made = Objects.requireNonNull(now.of(one));
    return Map.of(
        "path", DecideController.address(one),
        "name", named(one),
        "other", one.candidate(made.candidate()).map(ConflictTexts::named).orElse(""),
        "made", told(made));
  }

  private static String named(ConflictCandidate candidate) {
    return candidate.name().isEmpty() ? words("decide.id", candidate.id()) : candidate.name();
  }

  /** What the page shows of one. */
  Map<String, Object> one(OpenConflict one, Conflicts conflicts) {
    Made made = now.of(one);
    Map<String, Object> values = new HashMap<>();
    values.put("at", DecideController.address(one));
    values.put("seen", now.seen(one));
    values.put("name", named(one));
    values.put("list", RunTexts.listed(one.run()).get("roster"));
    values.put("line", one.outcome().ref().line());
    values.put("code", one.outcome().code());
    values.put("reason", MaskedText.of(one.outcome().reason(), one.keys()));
    values.put("made", made == null ? "" : told(made));
    values.put("rowPhoto", !one.outcome().photo().isEmpty());
    values.put("canCreate", one.canCreate());
    values.put("skipText", words("decide.skip", named(one)));
    values.put("createText", words("decide.create", named(one)));
    List<Map<String, Object>> candidates = candidates(one, conflicts);
    values.put("candidates", candidates);
    values.put("alone", candidates.isEmpty());
    values.put("fields", candidates.isEmpty() ? Comparison.of(one, null, null) : List.of());
    values.put("after", after(one));
    return values;
  }

  /** The next that nobody has decided about. */
  private String after(OpenConflict one) {
    List<OpenConflict> all = now.open();
    int here = all.indexOf(one);
    return Stream.concat(all.subList(here + 1, all.size()).stream(), all.stream().limit(here))
        .filter(other -> now.of(other) == null)
        .findFirst()
        .map(DecideController::address)
        .orElse("");
  }

  /** A server that does not answer is asked once, and not for each of them. */
  private static List<Map<String, Object>> candidates(OpenConflict one, Conflicts conflicts) {
    List<Map<String, Object>> all = new ArrayList<>();
    String silent = "";
    for (int n = 0; n < one.outcome().candidates().size(); n++) {
      Somebody person = null;
      try {
        person = silent.isEmpty() ? conflicts.person(one, n).orElse(null) : null;
      } catch (LookFailedException e) {
        silent = words("decide.unknown", e.getMessage());
      }
      all.add(candidate(one, n, person, silent));
    }
    return all;
  }

  private static Map<String, Object> candidate(
      OpenConflict one, int n, @Nullable Somebody person, String silent) {
    ConflictCandidate candidate = one.candidate(n).orElseThrow();
    List<Decision> possible = one.possible(candidate);
    Map<String, Object> values = new HashMap<>();
    String gone = silent.isEmpty() ? words("decide.gone", candidate.id()) : silent;
    String unknown = person == null ? gone : "";
    values.put("number", n);
    values.put("other", named(candidate));
    values.put("photo", DecideController.address(one) + "/face/" + n);
    values.put("unknown", unknown);
    values.put("fields", Comparison.of(one, candidate, person));
    values.put("known", known(candidate, person));
    values.put("canUpdate", possible.contains(Decision.UPDATE));
    values.put("canForce", possible.contains(Decision.FORCE));
    values.put("updateText", words("decide.update", named(candidate), named(one)));
    values.put("forceText", words("decide.force", named(one)));
    values.put("sureText", words("decide.sure", named(one), named(candidate)));
    return values;
  }

  private static String known(ConflictCandidate candidate, @Nullable Somebody person) {
    boolean guest = person != null && person.guest();
    String kind = words(guest ? "decide.guest" : "decide.staff");
    String since = person == null ? "" : person.since();
    return person == null
        ? words("decide.id", candidate.id())
        : since.isEmpty()
            ? words("decide.who", kind, candidate.id())
            : words("decide.whoSince", kind, candidate.id(), since);
  }
}
