package dev.senselink.batch.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How often each kind of request has failed in a life since it last succeeded. What failed in an
 * outage, in which nothing can succeed, is no evidence against a kind: neither what was not
 * answered since anything was, nor all that failed of a kind that has worked before. What failed of
 * another one while the rest was answered stays evidence, whatever probe fails later. A kind that
 * has worked before is given as long as an outage.
 */
final class FailureCounts {
  private static final int EACH_COUNTS = 10;
  private static final long OUTAGE_NANOS = LifeRunner.OUTAGE_WAIT.toNanos();

  private final int most;
  private final Map<String, Integer> proven = new HashMap<>();
  private final Map<String, Integer> alone = new HashMap<>();
  private final Set<String> worked = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, Long> since = new HashMap<>();
  private final Map<String, Long> lasting = new HashMap<>();
  private boolean outage;

  /**
   * @param most how often a kind may fail
   */
  FailureCounts(int most) {
    this.most = most;
  }

  /** With a photo and without are two. */
  static String kind(SeenExchange exchange) {
    return exchange.kind + (exchange.withPhoto() ? " with a photo" : "");
  }

  void answered(SeenExchange exchange) {
    outage = false;
    alone.keySet().forEach(kind -> proven.put(kind, count(kind)));
    alone.clear();
    proven.remove(kind(exchange));
    since.remove(kind(exchange));
    lasting.remove(kind(exchange));
    worked.add(kind(exchange));
  }

  void probeFailed() {
    outage = true;
    alone.clear();
    proven.keySet().removeAll(worked);
    proven.remove(CallKind.IMAGE.toString()); // nothing that changes the server depends on them
  }

  /** Whether this failure is the first too many. */
  boolean isTooMany(SeenExchange failed) {
    if (outage) {
      return false;
    }
    String kind = kind(failed);
    alone.merge(kind, 1, Integer::sum);
    boolean tooLong = isLasting(kind, failed);
    return (!worked.contains(kind) || tooLong) && count(kind) > most && told.add(kind);
  }

  /** Whether, when this one left, a failure had come that was as late as an outage may last. */
  private boolean isLasting(String kind, SeenExchange failed) {
    long began = since.computeIfAbsent(kind, unused -> failed.leftAt);
    Long late = lasting.get(kind);
    if (failed.endedAt - began > OUTAGE_NANOS) {
      lasting.merge(kind, failed.endedAt, Math::min);
    }
    return late != null && late <= failed.leftAt;
  }

  private int count(String kind) {
    int before = proven.getOrDefault(kind, 0);
    int together = alone.getOrDefault(kind, 0);
    int each = Math.min(together, Math.max(0, EACH_COUNTS - before));
    return before + each + (together > each ? 1 : 0);
  }
}
