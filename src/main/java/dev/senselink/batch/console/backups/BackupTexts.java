package dev.senselink.batch.console.backups;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.backup.Manifest;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.machine.Machine;
import dev.senselink.batch.report.ReportParts;
import dev.senselink.batch.report.ReportParts.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Backups in the words of the page. */
final class BackupTexts {
  /** Older than that, a good deal has happened since. */
  private static final Duration FRESH = Duration.ofDays(7);

  private static final List<String> KINDS =
      List.of("departments", "groups", "users", "guests", "devices");

  private final BackupShelf shelf;
  private final BackupWork work;
  private final Machine machine;

  BackupTexts(BackupShelf shelf, BackupWork work, Machine machine) {
    this.shelf = shelf;
    this.work = work;
    this.machine = machine;
  }

  /** How many people are in one. */
  static long people(@Nullable Manifest manifest) {
    return manifest == null ? 0 : manifest.rows("users.csv") + manifest.rows("guests.csv");
  }

  static String begun(KeptBackup backup) {
    return TimeText.at(Instant.parse(backup.begun()));
  }

  private Instant now() {
    return machine.wall().instant();
  }

  /** The sentence on top of all. */
  Map<String, Object> verdict() {
    Optional<Instant> newest = shelf.newest();
    boolean fresh = newest.filter(at -> at.isAfter(now().minus(FRESH))).isPresent();
    Tone tone = fresh ? Tone.GOOD : Tone.WARN;
    String news =
        newest
            .map(at -> words("backups.newest", TimeText.age(at, now())))
            .orElseGet(() -> words("backups.none"));
    return Map.of("tone", tone.style(), "sign", tone.sign(), "news", news);
  }

  /** As the list shows it. */
  Map<String, Object> listed(KeptBackup backup) {
    Manifest manifest = shelf.manifest(backup);
    Map<String, Object> values = new HashMap<>();
    values.put("path", BackupWork.address(backup));
    values.put("begun", begun(backup));
    values.put("age", age(backup, manifest));
    values.put("people", manifest == null ? "" : words("backup.people", people(manifest)));
    KeptBackup.Result verified = backup.results().get(BackupTask.VERIFY.name());
    boolean damaged = verified != null && verified.exit() != 0;
    values.put("state", state(backup, manifest, verified));
    values.put("tone", manifest == null || damaged ? Tone.BAD.style() : "");
    return values;
  }

  private String age(KeptBackup backup, @Nullable Manifest manifest) {
    Instant at =
        manifest == null
            ? Instant.parse(backup.begun())
            : BackupShelf.moment(manifest.finishedAt()).orElse(Instant.parse(backup.begun()));
    return TimeText.age(at, now());
  }

  private String state(
      KeptBackup backup, @Nullable Manifest manifest, KeptBackup.@Nullable Result verified) {
    if (work.isAtWork(backup)) {
      return words("backup.state.work");
    }
    if (manifest == null) {
      return words("backup.state.unfinished");
    }
    if (verified == null) {
      return words("backup.state.unverified");
    }
    return words(verified.exit() == 0 ? "backup.state.sound" : "backup.state.unsound");
  }

  /** Its own page. */
  Map<String, Object> whole(KeptBackup backup) {
    Manifest manifest = shelf.manifest(backup);
    Map<String, Object> values = new HashMap<>(listed(backup));
    Tone tone = String.valueOf(values.get("tone")).isEmpty() ? Tone.GOOD : Tone.BAD;
    values.put("verdictTone", tone.style());
    values.put("sign", tone.sign());
    values.put("at", BackupWork.address(backup));
    values.put("whole", manifest != null);
    values.put("busy", work.isAtWork(backup));
    values.put("news", words("backup.news", values.get("age")));
    values.put("facts", manifest == null ? List.of() : facts(backup, manifest));
    List<Map<String, String>> missing = manifest == null ? List.of() : missing(manifest);
    values.put("missing", missing);
    values.put("hasMissing", !missing.isEmpty());
    values.put("wrong", wrong(backup, BackupTask.MAKE, manifest == null));
    values.put("verified", result(backup, BackupTask.VERIFY));
    values.put("compared", result(backup, BackupTask.COMPARE));
    values.put("plan", plan(backup));
    values.put("restoreWrong", wrong(backup, BackupTask.RESTORE, true));
    values.put("count", new ReportParts(DisplayLanguage.language(), "").number(people(manifest)));
    return values;
  }

  private static String wrong(KeptBackup backup, BackupTask task, boolean counts) {
    KeptBackup.Result last = backup.results().get(task.name());
    return last == null || !counts ? "" : last.wrong();
  }

  private static List<Map<String, String>> facts(KeptBackup backup, Manifest manifest) {
    ReportParts parts = new ReportParts(DisplayLanguage.language(), "");
    List<Map<String, String>> facts = new ArrayList<>();
    facts.add(fact(words("fact.started"), begun(backup)));
    facts.add(fact(words("fact.server"), manifest.server()));
    facts.add(fact(words("fact.company"), manifest.companyName()));
    facts.add(fact(words("fact.staff"), parts.number(manifest.rows("users.csv"))));
    facts.add(fact(words("fact.guests"), parts.number(manifest.rows("guests.csv"))));
    facts.add(fact(words("fact.photos"), parts.number(manifest.rows("photos.csv"))));
    long records =
        manifest.files().keySet().stream()
            .filter(name -> name.startsWith("records-"))
            .mapToLong(manifest::rows)
            .sum();
    facts.add(fact(words("fact.records"), parts.number(records)));
    long recordPhotos = manifest.rows("record-photos.csv");
    if (recordPhotos > 0) {
      facts.add(fact(words("fact.recordPhotos"), parts.number(recordPhotos)));
    }
    return facts;
  }

  private static Map<String, String> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  private static List<Map<String, String>> missing(Manifest manifest) {
    Stream<String> missing =
        manifest.missing().stream()
            .map(one -> words("backup.missing", one.what(), one.count(), one.why()));
    Stream<String> notIncluded =
        manifest.notIncluded().stream()
            .map(
                one ->
                    one.count() == null
                        ? words("backup.leftOut", one.what(), one.why())
                        : words("backup.missing", one.what(), one.count(), one.why()));
    return Stream.concat(missing, notIncluded).map(text -> Map.of("text", text)).toList();
  }

  /** How a verification or a comparison ended, for the page; empty where there was none. */
  private List<Map<String, Object>> result(KeptBackup backup, BackupTask task) {
    KeptBackup.Result last = backup.results().get(task.name());
    if (last == null) {
      return List.of();
    }
    String news =
        last.succeeded() ? words("backup.result." + task.word(), last.count()) : last.wrong();
    Tone tone = last.exit() == 0 ? Tone.GOOD : task == BackupTask.VERIFY ? Tone.BAD : Tone.WARN;
    return List.of(
        Map.of(
            "when", TimeText.age(Instant.parse(last.at()), now()),
            "news", news,
            "tone", tone.style(),
            "lines", last.lines(),
            "more",
                Math.max(0, last.count() - last.lines().size()) == 0
                    ? ""
                    : words("backup.more", last.count() - last.lines().size())));
  }

  private List<Map<String, Object>> plan(KeptBackup backup) {
    KeptBackup.Result last = backup.results().get(BackupTask.PLAN.name());
    if (last == null) {
      return List.of();
    }
    boolean old = last.succeeded() && !shelf.isRecent(last);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String kind : KINDS) {
      Map<String, Long> counts = last.kinds().getOrDefault(kind, Map.of());
      rows.add(
          Map.of(
              "kind", words("restore.kind." + kind),
              "create", counts.getOrDefault("create", 0L),
              "exists", counts.getOrDefault("exists", 0L),
              "not", counts.getOrDefault("notRestorable", 0L)));
    }
    return List.of(
        Map.of(
            "when",
            TimeText.age(Instant.parse(last.at()), now()),
            "made",
            last.succeeded() && !old,
            "wrong",
            old ? words("backup.planOld") : last.wrong(),
            "rows",
            rows,
            "question",
            words("restore.question", last.people())));
  }
}
