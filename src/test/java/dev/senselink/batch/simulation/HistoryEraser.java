package dev.senselink.batch.simulation;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.cli.Remains;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.privacy.PersonQuery;
import dev.senselink.batch.job.privacy.PrivacyJob;
import dev.senselink.batch.ledger.RunIndexFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs {@code privacy erase} and {@code privacy prune} in a history, and searches every byte that
 * the program keeps and every report for what must be gone.
 */
final class HistoryEraser {
  /** What a row says of a person and hardly anybody else has. */
  private static final List<String> TELLING =
      List.of("name", "jobNumber", "mobile", "mail", "icNumber", "idNumber", "remark");

  /** How a report speaks of whoever has an ID. */
  private static final Pattern ID = Pattern.compile("person [0-9]+");

  /** Clocks step, but not so far. */
  private static final Duration LATER = Duration.ofDays(1);

  private final SimHistory history;
  private final HistoryFiles files;

  /** The files in reports of runs that were deleted: those are the user's alone. */
  private final Set<ByteBuffer> ofDeleted = new HashSet<>();

  HistoryEraser(SimHistory history, HistoryFiles files) {
    this.history = history;
    this.files = files;
  }

  /** The row whose person this history forgets: one that has a number to say who it is. */
  SimRow whom() {
    List<SimRow> rows =
        history.rows().stream()
            .filter(row -> !row.of("jobNumber").isEmpty() || !row.of("mobile").isEmpty())
            .toList();
    return rows.get((int) Math.floorMod(history.seed(), (long) rows.size()));
  }

  /**
   * Forgets that person.
   *
   * @param told whether the last report is of the newest that is known, so that it may be compared
   * @param alike the rows that turned out to be the same person
   * @param strangers whoever else was ever on the server, and may say the same of themselves
   */
  PlayedErasure erase(
      long at, boolean settled, boolean told, Set<Integer> alike, List<PersonState> strangers)
      throws IOException {
    SimRow gone = whom();
    List<SimRow> others =
        history.rows().stream()
            .filter(row -> !mayBeSame(row, gone) && !alike.contains(row.number()))
            .toList();
    List<SimRow> unlike = history.rows().stream().filter(row -> !isSame(row, gone)).toList();
    Set<String> values = valuesOf(gone, unlike);
    values.removeIf(value -> strangers.stream().anyMatch(one -> says(one, value)));
    List<ToldRow> before = told ? ToldRow.read(files.report(), 0) : List.of();
    Set<String> names = new TreeSet<>(others.stream().map(SimRow::name).toList());
    history.rows().stream()
        .filter(row -> !others.contains(row))
        .forEach(row -> names.remove(row.name()));
    Map<String, Set<String>> kept = copied(names);
    String refused = "";
    List<String> found = List.of();
    List<String> changed = new ArrayList<>();
    try {
      new PrivacyJob(files.data()).erase(query(gone));
      found = remains(values);
      changed.addAll(otherwise(before, others));
      copied(names)
          .forEach(
              (run, still) -> {
                Set<String> lost = new TreeSet<>(kept.getOrDefault(run, Set.of()));
                lost.removeAll(still);
                lost.forEach(name -> changed.add(name + " is not in the copy of " + run + " now"));
              });
    } catch (SettingsMismatchException e) {
      refused = e.getMessage();
    }
    return new PlayedErasure(
        ErrandBetween.Kind.ERASE, gone.number(), at, settled, refused, found, changed);
  }

  /** Forgets all that is older than a moment, as far as nobody goes on with it. */
  PlayedErasure prune(long at, Instant now) throws IOException {
    PrivacyJob.Forgotten forgotten =
        new PrivacyJob(files.data()).prune(now.plus(LATER), HistoryPlayer.ZONE);
    List<String> found = new ArrayList<>();
    if (forgotten.left().isEmpty()) {
      Set<String> values = new LinkedHashSet<>();
      history.rows().forEach(row -> values.addAll(valuesOf(row, List.of())));
      found.addAll(remains(values));
    }
    return new PlayedErasure(
        ErrandBetween.Kind.PRUNE, RowTags.NOBODY, at, false, "", found, List.of());
  }

  /** All runs are about to be deleted: their reports are kept, and that is said. */
  void reportsAreKept() throws IOException {
    for (Path report : files.reports()) {
      for (Path file : filesIn(report)) {
        ofDeleted.add(bytes(file));
      }
    }
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static ByteBuffer bytes(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file));
  }

  private static PersonQuery query(SimRow row) {
    return PersonQuery.by(number(row), row.of(number(row).column().header()));
  }

  private static KeyField number(SimRow row) {
    return row.of("jobNumber").isEmpty() ? KeyField.MOBILE : KeyField.JOB_NUMBER;
  }

  /** Whether somebody on the server has the number that says who is to be forgotten. */
  boolean isAskedFor(PersonState person) {
    SimRow gone = whom();
    String column = number(gone).column().header();
    return RowTags.fold(person.of(column)).equals(RowTags.fold(gone.of(column)));
  }

  /** Whether two rows may be one person. */
  private static boolean mayBeSame(SimRow one, SimRow other) {
    return isEqual(one, other, "name") || RowTags.shareNumber(one, other);
  }

  /** Whether nobody would take them for two. */
  private static boolean isSame(SimRow one, SimRow other) {
    return isEqual(one, other, "name") && RowTags.shareNumber(one, other);
  }

  private static boolean isEqual(SimRow one, SimRow other, String column) {
    return !one.of(column).isEmpty()
        && RowTags.fold(one.of(column)).equals(RowTags.fold(other.of(column)));
  }

  /** What a row says, without what another's row says too. */
  static Set<String> valuesOf(SimRow row, List<SimRow> others) {
    Set<String> values = new LinkedHashSet<>();
    for (String column : TELLING) {
      String value = row.of(column);
      if (!value.isEmpty() && others.stream().noneMatch(other -> says(other, value))) {
        values.add(value);
        values.add(value.toLowerCase(Locale.ROOT));
      }
    }
    return values;
  }

  private static boolean says(SimRow row, String value) {
    return row.cells().values().stream().anyMatch(cell -> cell.contains(value));
  }

  private static boolean says(PersonState person, String value) {
    return person.fields().values().stream().anyMatch(text -> containsFolded(text, value));
  }

  private static boolean containsFolded(String text, String value) {
    return text.toLowerCase(Locale.ROOT).contains(value.toLowerCase(Locale.ROOT));
  }

  /** Where any of these can be read: in the data folder, or in a report of any command. */
  List<String> remains(Set<String> values) throws IOException {
    List<String> all = List.copyOf(values);
    List<String> found = new ArrayList<>(Remains.in(files.data(), all));
    // A report names whoever has the ID 4 "person 4", and writes names as they are.
    List<String> names = all.stream().filter(value -> !ID.matcher(value).matches()).toList();
    for (Path report : files.reports()) {
      List<String> kept = new ArrayList<>();
      for (Path file : filesIn(report)) {
        if (ofDeleted.contains(bytes(file))) {
          kept.add(report.relativize(file).toString());
        }
      }
      Remains.in(report, names).stream()
          .filter(one -> kept.stream().noneMatch(file -> isIn(one, file)))
          .forEach(one -> found.add(report.getFileName() + "/" + one));
    }
    return found;
  }

  private static boolean isIn(String place, String file) {
    return place.startsWith(file + ":") || place.startsWith(file + "/");
  }

  /** Rows of others that the report tells in another way than before. */
  private List<String> otherwise(List<ToldRow> before, List<SimRow> others) {
    Set<Integer> rows = new TreeSet<>(others.stream().map(SimRow::number).toList());
    List<ToldRow> now = before.isEmpty() ? List.of() : ToldRow.read(files.report(), 0);
    List<String> changed = new ArrayList<>();
    for (ToldRow was : before) {
      boolean same =
          now.stream()
              .anyMatch(
                  is ->
                      is.row() == was.row()
                          && is.name().equals(was.name())
                          && is.ended().equals(was.ended())
                          && is.person() == was.person()
                          && is.attempts() == was.attempts());
      if (rows.contains(was.row()) && !same) {
        changed.add(was + " is told otherwise");
      }
    }
    return changed;
  }

  /** Visitor 1 is not Visitor 10. */
  private static boolean hasName(String text, String name) {
    return Pattern.compile(Pattern.quote(name) + "(?![0-9])").matcher(text).find();
  }

  /** Which of these names stand in the copies of rosters, by the runs that there are. */
  private Map<String, Set<String>> copied(Set<String> names) throws IOException {
    Map<String, Set<String>> copied = new TreeMap<>();
    for (RunIndexFile.Entry run : new RunIndexFile(files.data()).read()) {
      Set<String> found = new TreeSet<>();
      Path folder = files.data().resolve("runs").resolve(run.id());
      for (Path file : Files.exists(folder) ? filesIn(folder) : List.<Path>of()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        names.stream().filter(name -> hasName(text, name)).forEach(found::add);
      }
      copied.put(run.id(), found);
    }
    return copied;
  }
}
