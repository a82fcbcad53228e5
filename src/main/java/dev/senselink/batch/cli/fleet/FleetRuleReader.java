package dev.senselink.batch.cli.fleet;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.JobMistakes;
import dev.senselink.batch.cli.settings.JobFileLines.Line;
import dev.senselink.batch.fleet.FleetRules;
import dev.senselink.batch.fleet.FleetRules.SiteLimit;
import dev.senselink.batch.fleet.FleetSite;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a fleet is worked, as its file or the command says. */
final class FleetRuleReader {
  private static final String PARALLEL = "parallel";
  private static final String FIRST = "first";
  private static final String WAVES = "waves";
  private static final String MOST_FAILED = "max-failed-sites";
  private static final String TRIES = "site-tries";
  private static final String TOTAL = "total-concurrency";

  static final List<String> KEYS = List.of(PARALLEL, FIRST, WAVES, MOST_FAILED, TRIES, TOTAL);

  private static final String NUMBER = "[1-9][0-9]{0,5}";
  private static final String SHARE = "[0-9]{1,3}(\\.[0-9]{1,3})?%";
  private static final double WHOLE = 100;

  private final JobMistakes mistakes;
  private FleetRules rules = FleetRules.STANDARD;
  private int firstLine;

  FleetRuleReader(JobMistakes mistakes) {
    this.mistakes = mistakes;
  }

  FleetRules rules() {
    return rules;
  }

  /** Takes one of {@link #KEYS}. */
  void read(Line line) {
    String value = line.value();
    if (value.isEmpty()) {
      return; // not given
    }
    switch (line.key()) {
      case PARALLEL ->
          rules = with(number(line, rules.parallel()), rules.siteTries(), rules.totalConcurrency());
      case TRIES ->
          rules = with(rules.parallel(), number(line, rules.siteTries()), rules.totalConcurrency());
      case TOTAL -> rules = with(rules.parallel(), rules.siteTries(), number(line, 0));
      case FIRST -> {
        firstLine = line.line();
        rules = with(parts(value), rules.waves(), rules.mostFailed());
      }
      case WAVES -> rules = with(rules.first(), waves(line), rules.mostFailed());
      default -> rules = with(rules.first(), rules.waves(), most(line));
    }
  }

  /** The sites that come first are sites of the fleet. */
  void mustName(List<FleetSite> all) {
    rules.first().stream()
        .filter(name -> all.stream().noneMatch(site -> site.name().equals(name)))
        .forEach(name -> mistakes.add(firstLine, words("fleet.noSite", name)));
  }

  private int number(Line line, int otherwise) {
    if (line.value().matches(NUMBER)) {
      return Integer.parseInt(line.value());
    }
    mistakes.add(line.line(), words("fleet.number", line.key()));
    return otherwise;
  }

  private List<Double> waves(Line line) {
    List<Double> waves = new ArrayList<>();
    double last = 0;
    for (String part : parts(line.value())) {
      double wave = part.matches(SHARE) ? share(part) : 0;
      if (wave <= last || wave > WHOLE) {
        mistakes.add(line.line(), words("fleet.waves", line.key()));
        return rules.waves();
      }
      waves.add(wave);
      last = wave;
    }
    if (last < WHOLE) {
      mistakes.add(line.line(), words("fleet.waves", line.key()));
    }
    return waves;
  }

  private SiteLimit most(Line line) {
    String value = line.value();
    if (value.matches("[0-9]{1,6}")) {
      return new SiteLimit(Integer.parseInt(value), false, 0);
    }
    if (value.matches(SHARE) && share(value) <= WHOLE) {
      int least = share(value) > 0 ? FleetRules.STANDARD.mostFailed().least() : 0;
      return new SiteLimit(share(value), true, least);
    }
    mistakes.add(line.line(), words("fleet.mostFailed", line.key()));
    return rules.mostFailed();
  }

  private static double share(String text) {
    return Double.parseDouble(text.substring(0, text.length() - 1));
  }

  private static List<String> parts(String list) {
    return Stream.of(list.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private FleetRules with(int parallel, int tries, int total) {
    return new FleetRules(parallel, rules.first(), rules.waves(), rules.mostFailed(), tries, total);
  }

  private FleetRules with(List<String> first, List<Double> waves, SiteLimit most) {
    return new FleetRules(
        rules.parallel(), first, waves, most, rules.siteTries(), rules.totalConcurrency());
  }
}
