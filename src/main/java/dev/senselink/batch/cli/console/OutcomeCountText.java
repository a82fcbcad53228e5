package dev.senselink.batch.cli.console;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.ToldCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How many rows ended how, in words; what no row ended with is left out. */
public final class OutcomeCountText {
  private OutcomeCountText() {}

  public static String of(OutcomeTally tally) {
    return inWords(ToldCounts.of(tally));
  }

  /** The counts of a run as the list of runs holds them. */
  public static String of(JsonNode counts) {
    return inWords(ToldCounts.of(key -> counts.path(key).asLong(0)));
  }

  private static String inWords(Map<String, Long> counts) {
    List<String> told = new ArrayList<>();
    counts.forEach((key, count) -> told.add(CliMessages.words("count." + key, count)));
    return told.isEmpty() ? CliMessages.words("count.none") : String.join(between(), told);
  }

  /** Longer things than names, so a longer pause. */
  static String between() {
    return CliMessages.words("count.between");
  }
}
