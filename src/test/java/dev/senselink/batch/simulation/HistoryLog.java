package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happened while a history was played: the trace that a seed must give again. */
final class HistoryLog {
  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier clock;
  private final List<String> lines = new ArrayList<>();
  private final List<SeenExchange> exchanges = new ArrayList<>();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<CallKind, Map<Integer, Integer>> sent = new EnumMap<>(CallKind.class);

  /** What is said of a wait that is still to come. */
  private static final Pattern WAIT = Pattern.compile("(?:again in|waiting) (\\d+) s");

  /**
   * The user was told something.
   *
   * @param until how long a wait that was announced takes; the same moment where none was
   */
  record Said(long at, long until) {}

  private final List<Said> said = new ArrayList<>();

  HistoryLog(LongSupplier clock) {
    this.clock = clock;
  }

  void line(String what) {
    lines.add(clock.getAsLong() / 1_000_000 + " ms: " + what);
  }

  /** Something that the night's run counts. */
  void count(String kind) {
    counts.merge(kind, 1, Integer::sum);
  }

  /** A line for the user. */
  void said(String words) {
    long now = clock.getAsLong();
    Matcher wait = WAIT.matcher(words);
    said.add(new Said(now, wait.find() ? now + Long.parseLong(wait.group(1)) * SECOND : now));
    line("said: " + words);
  }

  /** When the user was told something. */
  List<Said> said() {
    return said;
  }

  int nth(CallKind kind, int tag) {
    return sent.computeIfAbsent(kind, k -> new HashMap<>()).merge(tag, 1, Integer::sum);
  }

  void add(SeenExchange exchange) {
    exchanges.add(exchange);
  }

  List<SeenExchange> exchanges() {
    return exchanges;
  }

  /** How often each kind of event happened. */
  Map<String, Integer> counts() {
    return new LinkedHashMap<>(counts);
  }

  /** Everything, in order. */
  String trace() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    exchanges.forEach(exchange -> text.append(exchange).append('\n'));
    return text.toString();
  }

  List<String> lines() {
    return lines;
  }
}
