package dev.senselink.batch.report;

import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.outcome.OutcomeTally;
import dev.senselink.batch.outcome.RowEnding;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The upper half of the page: what was run, whether anything is left to do, and the counts. */
final class PageHead {
  static final String TICK = "M4 12.5l5.2 5.2L20 6.8";
  static final String BANG = "M12 3.5L22 20.5H2zM12 10v4.5M12 17.4v.2";
  static final String STOP = "M12 2.5a9.5 9.5 0 1 0 .01 0zM9 8.5v7M15 8.5v7";

  /** How {@code summary.json} says what was there before, the same in every language. */
  private static final Pattern MADE = Pattern.compile("^(.*) \\(nearest before: (.*)\\)$");

  private final PageTexts words;
  private final RunFacts facts;
  private final ReportContext about;
  private final OutcomeTally tally;
  private final Advice advice;
  private final long attention;
  private final long beside;

  PageHead(
      PageTexts words, RunFacts facts, ReportContext about, OutcomeTally tally, Advice advice) {
    this.words = words;
    this.facts = facts;
    this.about = about;
    this.tally = tally;
    this.advice = advice;
    this.attention = tally.needingAttention();
    this.beside = beside(facts);
  }

  /** What a restore could not bring back beside its rows. */
  static long beside(RunFacts facts) {
    List<UnrestoredItem> all = facts.notRestorable();
    return all == null ? 0 : all.stream().mapToLong(UnrestoredItem::count).sum();
  }

  void put(Map<String, @Nullable Object> values) {
    values.put("t", words.plain());
    values.put("lang", words.tag());
    values.put("title", title());
    values.put("subtitle", subtitle());
    values.put("rows", words.number(tally.sum()));
    verdict(values);
    OutcomeBars bars = new OutcomeBars(words, tally);
    values.put("bars", bars.all());
    values.put("chartTitle", bars.title());
    values.put("facts", factList());
    List<Map<String, Object>> steps = steps();
    values.put("steps", steps);
    values.put("hasSteps", !steps.isEmpty());
  }

  private String title() {
    boolean named = words.has("job." + facts.job());
    String job = named ? words.of("job." + facts.job()) : facts.job();
    boolean plainDry = facts.dryRun() && facts.job().startsWith("import-");
    return plainDry ? words.of("dryRun", job) : job;
  }

  private String subtitle() {
    String where =
        facts.server().isEmpty()
            ? words.of("subtitle.offline")
            : words.of("subtitle", facts.server(), about.company());
    return about.roster() + " · " + where;
  }

  private boolean stopped() {
    return about.stopReason() != null || facts.status().equals("STOPPED");
  }

  private void verdict(Map<String, @Nullable Object> values) {
    List<String> details = new ArrayList<>();
    String tone;
    if (stopped()) {
      tone = "bad";
      values.put("headline", stoppedDetails(details));
    } else if (attention > 0) {
      tone = "warn";
      details.addAll(advice.told());
      // One cause for most of them is the news; else the number is.
      boolean one = !details.isEmpty() && advice.causes().isEmpty();
      values.put("headline", one ? details.remove(0) : words.of("verdict.todo", attention));
      advice.causes().stream().filter(this::says).forEach(details::add);
      details.add(
          words.of(
              facts.dryRun() ? "verdict.todo.fit" : "verdict.todo.rest", tally.sum() - attention));
    } else if (facts.leavers().needsAttention()) {
      tone = "warn";
      values.put("headline", words.of("verdict.leavers"));
      details.add(words.of("verdict.leavers.rest", tally.sum()));
    } else if (beside > 0) {
      tone = "warn";
      values.put("headline", words.of("verdict.short", beside));
      details.add(words.of("verdict.short.rest", tally.sum()));
    } else if (!advice.told().isEmpty()) {
      tone = "warn";
      details.addAll(advice.told());
      values.put("headline", details.remove(0));
    } else {
      tone = "good";
      values.put(
          "headline", words.of(facts.dryRun() ? "verdict.fit" : "verdict.done", tally.sum()));
    }
    if (!about.notSent().isEmpty()) {
      String columns =
          words.of("verdict.columns", about.notSent().size(), words.list(about.notSent()));
      values.merge("headline", columns, (all, more) -> words.of("verdict.and", all, more));
    }
    values.put("tone", tone);
    values.put("sign", tone.equals("good") ? TICK : tone.equals("warn") ? BANG : STOP);
    values.put("details", details);
  }

  /** Whether it says more than that there is a reason. */
  private boolean says(String cause) {
    return !cause.startsWith(words.of("problem.other"));
  }

  private String stoppedDetails(List<String> details) {
    String reason = about.stopReason();
    if (reason != null) {
      details.add(words.of("verdict.stopped.reason", withoutStop(reason)));
    }
    long left = tally.of(RowEnding.NOT_ATTEMPTED);
    details.add(words.of("verdict.stopped.rows", left));
    details.add(words.of("verdict.stopped.todo", attention - left));
    return words.of(reason == null ? "verdict.stopped.limit" : "verdict.stopped");
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("。")
        ? sentence.substring(0, sentence.length() - 1)
        : sentence;
  }

  private List<Map<String, String>> factList() {
    List<Map<String, String>> list = new ArrayList<>();
    fact(list, "roster", about.roster());
    fact(list, "server", facts.server());
    fact(list, "company", about.company());
    fact(list, "photos", about.photos().isEmpty() ? words.of("fact.none") : about.photos());
    fact(list, "started", started());
    if (facts.worked() > 0) {
      fact(list, "took", took());
    }
    fact(list, "departments", words.list(made(facts.createdDepartments())));
    fact(list, "groups", words.list(made(facts.createdGroups())));
    fact(list, "run", facts.runId());
    return list;
  }

  private void fact(List<Map<String, String>> list, String what, String value) {
    if (!value.isEmpty()) {
      list.add(Map.of("name", words.of("fact." + what), "value", value));
    }
  }

  private List<String> made(List<String> places) {
    return places.stream()
        .map(MADE::matcher)
        .map(m -> m.replaceFirst(found -> Matcher.quoteReplacement(made(found))))
        .toList();
  }

  private String made(MatchResult found) {
    return words.of("place.made", found.group(1), found.group(2));
  }

  private String started() {
    return words.time(facts.startedAt().atZone(ZoneId.systemDefault()));
  }

  private String took() {
    Duration time = Duration.ofMillis(facts.workMillis());
    String clock =
        time.toMinutes() == 0
            ? words.of(
                "fact.took.seconds",
                String.format(about.locale(), "%.1f", time.toMillis() / 1000.0))
            : String.format(
                Locale.ROOT,
                "%d:%02d:%02d",
                time.toHours(),
                time.toMinutesPart(),
                time.toSecondsPart());
    double rate = facts.worked() / Math.max(0.001, facts.workMillis() / 1000.0);
    return words.of("fact.took.value", clock, words.rate(rate));
  }

  private List<Map<String, Object>> steps() {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Advice.Step step : advice.steps()) {
      steps.add(Map.of("text", step.text(), "command", step.command(), "number", steps.size() + 1));
    }
    return steps;
  }
}
