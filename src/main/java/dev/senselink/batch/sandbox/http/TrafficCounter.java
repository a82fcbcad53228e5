package dev.senselink.batch.sandbox.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the calls: which came, what they met, how many at a time and for how long. */
public final class TrafficCounter {
  private final List<CallRecord> calls = new ArrayList<>();
  private final Map<String, long[]> times = new TreeMap<>();
  private int inFlight;
  private int maxInFlight;

  /** A call comes in; answers how many are in flight with it. */
  synchronized int enter() {
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
    return inFlight;
  }

  /**
   * A call is over. To be told before its last byte leaves, or the client's next overtakes it.
   *
   * @param call its number is given here
   */
  synchronized void leave(CallRecord call, long nanos) {
    inFlight--;
    long[] time = times.computeIfAbsent(call.operation(), unused -> new long[2]);
    time[0]++;
    time[1] += nanos;
    calls.add(call.numbered(calls.size() + 1L));
  }

  public synchronized List<CallRecord> calls() {
    return List.copyOf(calls);
  }

  public synchronized ServiceTimes serviceTimes() {
    Map<String, ServiceTimes.Operation> operations = new LinkedHashMap<>();
    times.forEach(
        (id, time) ->
            operations.put(id, new ServiceTimes.Operation(time[0], Duration.ofNanos(time[1]))));
    return new ServiceTimes(maxInFlight, operations);
  }
}
