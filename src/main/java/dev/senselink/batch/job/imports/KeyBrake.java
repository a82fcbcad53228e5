package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.enrol.lookup.ChangedKeys;
import dev.senselink.batch.job.ImportSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.job.intake.RosterIntake;
import dev.senselink.batch.job.run.RunResources;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowStanding;
import dev.senselink.batch.table.DisplayText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Stops an import of which many rows name people who are there by other numbers, before anything is
 * made: a column of numbers was damaged, or is another one.
 */
final class KeyBrake {
  private KeyBrake() {}

  /**
   * Looks, once the snapshot is taken.
   *
   * @throws SettingsMismatchException if so, and {@code --accept-keys} was not given
   */
  static void check(ImportSettings settings, RunResources resources, RosterIntake intake) {
    if (settings.type() != Person.STAFF || settings.policies().accepted().keys()) {
      return;
    }
    Predicate<Row> passedOver =
        row ->
            row.isLeftOut() || RowStanding.of(row, intake.input().settings()).kind().isPassedOver();
    new ChangedKeys(resources.ledger(), intake.input()::open, passedOver)
        .look()
        .ifPresent(
            found -> {
              throw new SettingsMismatchException(message(intake, found));
            });
  }

  private static String message(RosterIntake intake, ChangedKeys.Found found) {
    List<String> lines = new ArrayList<>();
    lines.add(
        words(
            "keys.changed",
            ChangedKeys.CODE,
            intake.input().displayName(),
            found.changed(),
            found.rows(),
            found.column().spoken()));
    for (ChangedKeys.Example one : found.examples()) {
      lines.add(
          words(
              "keys.changed.example",
              one.line(),
              DisplayText.text(one.key()),
              one.person(),
              DisplayText.text(one.theirs())));
    }
    lines.add(words("keys.changed.how", found.column().spoken()));
    return String.join("\n", lines);
  }
}
