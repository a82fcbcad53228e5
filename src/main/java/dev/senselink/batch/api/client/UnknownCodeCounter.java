package dev.senselink.batch.api.client;

import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.Reply;
import java.util.EnumMap;
import java.util.Map;

/**
 * Notices that an operation keeps answering with one code that the manual does not know. Counted by
 * operation: that photos are still checked well says nothing of the creates that all fail.
 */
final class UnknownCodeCounter {
  static final int MOST = 5;

  private record Row(int code, int times) {}

  private final Map<Operation, Row> rows = new EnumMap<>(Operation.class);

  synchronized boolean sawTooMany(Operation operation, Reply<?> reply) {
    if (reply instanceof Reply.Answer) {
      rows.remove(operation);
    }
    if (!(reply instanceof Reply.Refusal<?> refusal)
        || refusal.codeClass() != ErrorCategory.UNCATALOGUED) {
      return false;
    }
    Row before = rows.get(operation);
    int already = before != null && before.code == refusal.code() ? before.times : 0;
    Row now = new Row(refusal.code(), already + 1);
    rows.put(operation, now);
    return now.times >= MOST;
  }
}
