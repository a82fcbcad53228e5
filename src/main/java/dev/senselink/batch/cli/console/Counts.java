package dev.senselink.batch.cli.console;

import dev.senselink.batch.outcome.Ending;
import dev.senselink.batch.outcome.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;

/** How many rows ended how, in words; what no row ended with is left out. */
public final class Counts {
  private Counts() {}

  public static String of(Tally tally) {
    return inWords(tally::of);
  }

  /** The counts of a run as the list of runs holds them. */
  public static String of(JsonNode counts) {
    return inWords(group -> counts.path(group.key()).asLong(0));
  }

  private static String inWords(ToLongFunction<Ending.Group> counts) {
    List<String> told = new ArrayList<>();
    for (Ending.Group group : Ending.Group.values()) {
      long count = counts.applyAsLong(group);
      if (count > 0) {
        told.add(Words.words("count." + group.key(), count));
      }
    }
    return told.isEmpty() ? Words.words("count.none") : String.join(between(), told);
  }

  /** Longer things than names, so a longer pause. */
  static String between() {
    return Words.words("count.between");
  }
}
