package dev.senselink.batch.console.watch;

import static dev.senselink.batch.console.page.ConsoleMessages.words;

import dev.senselink.batch.console.backups.BackupShelf;
import dev.senselink.batch.console.jobs.JobClock;
import dev.senselink.batch.console.page.TimeText;
import dev.senselink.batch.console.runs.TodayNews;
import dev.senselink.batch.machine.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Today says of the checks, the licence, the backups and the jobs. */
public final class TodayFacts implements TodayNews {
  private static final String LICENCE = "licence";

  private final Checks checks;
  private final BackupShelf backups;
  private final JobClock jobs;
  private final Machine machine;

  public TodayFacts(Checks checks, BackupShelf backups, JobClock jobs, Machine machine) {
    this.checks = checks;
    this.backups = backups;
    this.jobs = jobs;
    this.machine = machine;
  }

  @Override
  public List<Map<String, String>> todo() {
    List<Map<String, String>> all = new ArrayList<>(jobs.todo());
    Checks.Found found = checks.found();
    if (found == null) {
      return all;
    }
    if (!found.wrong().isEmpty()) {
      all.add(tile(words("checks.failed"), found.wrong(), "bad"));
    }
    for (Checks.Line line : found.lines()) {
      boolean ends = line.check().equals(LICENCE) && !line.level().equals("ok");
      if (line.level().equals("bad") || ends) {
        all.add(tile(line.found(), line.remedy(), line.level()));
      }
    }
    return all;
  }

  private static Map<String, String> tile(String title, String text, String tone) {
    return Map.of("path", "", "title", title, "text", text, "tone", tone);
  }

  @Override
  public List<Map<String, String>> facts() {
    List<Map<String, String>> facts = new ArrayList<>();
    Checks.Found found = checks.found();
    if (found != null) {
      found.lines().stream()
          .filter(line -> line.check().equals(LICENCE))
          .forEach(line -> facts.add(fact(words("today.licence"), line.found())));
    }
    String backup =
        Stream.concat(backups.newest().stream(), jobs.newestBackup().stream())
            .max(Comparator.naturalOrder())
            .map(at -> TimeText.age(at, machine.wall().instant()))
            .orElseGet(() -> words("today.never"));
    facts.add(fact(words("today.backup"), backup));
    jobs.nextText().ifPresent(next -> facts.add(fact(words("today.job"), next)));
    facts.add(fact(words("today.checks"), checked(found)));
    return facts;
  }

  private String checked(Checks.@Nullable Found found) {
    if (checks.isAsking()) {
      return words("today.checking");
    }
    if (found == null) {
      return words("today.never");
    }
    long notes = // the licence's is a tile of its own
        found.lines().stream()
            .filter(line -> line.level().equals("warn") && !line.check().equals(LICENCE))
            .count();
    String age = TimeText.age(found.at(), machine.wall().instant());
    return notes == 0 ? age : words("today.notes", age, notes);
  }

  private static Map<String, String> fact(String name, String value) {
    return Map.of("name", name, "value", value);
  }

  @Override
  public boolean isChecking() {
    return checks.isAsking();
  }
}
