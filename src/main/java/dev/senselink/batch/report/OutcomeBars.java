package dev.senselink.batch.report;

import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The chart of outcomes and the table below it. */
final class OutcomeBars {
  /** So that one row among a million is still seen. */
  private static final double LEAST_WIDTH = 0.7;

  private final PageTexts words;
  private final OutcomeTally tally;

  OutcomeBars(PageTexts words, OutcomeTally tally) {
    this.words = words;
    this.tally = tally;
  }

  /** One for each outcome that occurs. */
  List<Map<String, Object>> all() {
    List<RowEnding> seen = new ArrayList<>();
    double widths = 0;
    for (RowEnding ending : RowEnding.values()) {
      if (tally.of(ending) > 0) {
        seen.add(ending);
        widths += width(ending);
      }
    }
    List<Map<String, Object>> bars = new ArrayList<>();
    double x = 0;
    for (RowEnding ending : seen) {
      double width = width(ending) / widths * 100;
      bars.add(
          Map.of(
              "outcome", ending.name(),
              "style", style(ending),
              "x", String.format(Locale.ROOT, "%.2f", x),
              "width", String.format(Locale.ROOT, "%.2f", width),
              "title", words.of("outcome." + ending),
              "meaning", words.of("outcome." + ending + ".meaning"),
              "count", words.number(tally.of(ending)),
              "share", words.percent(tally.of(ending), tally.sum())));
      x += width;
    }
    return bars;
  }

  /** The chart in words. */
  String title() {
    return words.of(
        "chart",
        words.of("outcomes"),
        words.list(all().stream().map(b -> b.get("title") + " " + b.get("count")).toList()));
  }

  /** The name of the outcome's colour in the style sheet. */
  static String style(RowEnding ending) {
    return ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private double width(RowEnding ending) {
    return Math.max(LEAST_WIDTH, 100.0 * tally.of(ending) / tally.sum());
  }
}
