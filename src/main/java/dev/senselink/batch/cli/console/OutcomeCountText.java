package dev.senselink.batch.cli.console;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/** How many rows ended how, in words; what no row ended with is left out. */
public final class OutcomeCountText {
  private OutcomeCountText() {}

  public static String of(OutcomeTally tally) {
    return inWords(tally::of);
  }

  /** The counts of a run as the list of runs holds them. */
  public static String of(JsonNode counts) {
    return inWords(group -> counts.path(group.key()).asLong(0));
  }

  private static String inWords(ToLongFunction<RowEnding.Group> counts) {
    List<String> told = new ArrayList<>();
    for (RowEnding.Group group : RowEnding.Group.values()) {
      long count = counts.applyAsLong(group);
      if (count > 0) {
        told.add(CliMessages.words("count." + group.key(), count));
      }
    }
    return told.isEmpty() ? CliMessages.words("count.none") : String.join(between(), told);
  }

  /** Longer things than names, so a longer pause. */
  static String between() {
    return CliMessages.words("count.between");
  }
}
