package dev.senselink.batch.job.undo;

import dev.senselink.batch.ledger.before.PlaceImage;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import dev.senselink.batch.ledger.plan.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Leaders, codes and devices as a plan tells them: lines of no row. */
final class TiesPlan {
  private TiesPlan() {}

  /** What stands for it where people have a number. */
  static String key(PlaceImage image) {
    return image.kind().name().toLowerCase(Locale.ROOT) + " #" + image.place();
  }

  static PlanLine line(PlaceImage image, Map<String, String> from, Map<String, String> to) {
    return new PlanLine(
        null, 0, key(image), image.name(), PlannedAction.UPDATE, null, "", changes(from, to), null);
  }

  static List<PlannedChange> changes(Map<String, String> from, Map<String, String> to) {
    List<PlannedChange> changes = new ArrayList<>();
    to.forEach(
        (field, value) ->
            changes.add(new PlannedChange(field, from.getOrDefault(field, ""), value)));
    return changes;
  }

  /**
   * The changes of a line as they are to be by now.
   *
   * @param madeAnew the new id of somebody whom the undo itself has made anew
   */
  static List<PlannedChange> now(PlanLine line, LongFunction<OptionalLong> madeAnew) {
    return line.changes().stream()
        .map(
            change ->
                change.field().equals(PlaceImage.LEADER) && !change.to().isEmpty()
                    ? new PlannedChange(change.field(), change.from(), now(change.to(), madeAnew))
                    : change)
        .toList();
  }

  private static String now(String person, LongFunction<OptionalLong> madeAnew) {
    long was = Long.parseLong(person);
    return String.valueOf(madeAnew.apply(was).orElse(was));
  }
}
