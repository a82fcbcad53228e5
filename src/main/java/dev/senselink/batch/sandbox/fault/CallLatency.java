package dev.senselink.batch.sandbox.fault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the server takes for a call: log-normal around a median, the same always when sigma is
 * 0. Half of it passes before the call takes effect and half after.
 *
 * @param median for operations not named in {@code operations}
 * @param sigma spread of the logarithm; 0.5 makes one call in twenty 2.3 times as slow
 * @param operations medians of their own, by operationId, e.g. {@code createUser}
 */
public record CallLatency(Duration median, double sigma, Map<String, Duration> operations) {
  public CallLatency {
    if (median.isNegative() || sigma < 0) {
      throw new IllegalArgumentException("latency: median and sigma must not be below 0");
    }
    operations = Map.copyOf(operations);
    operations.keySet().forEach(FaultRule::requireOperation);
  }

  /** No latency but that of the machine. */
  public static CallLatency none() {
    return new CallLatency(Duration.ZERO, 0, Map.of());
  }

  public static CallLatency fixed(Duration always) {
    return new CallLatency(always, 0, Map.of());
  }

  public static CallLatency logNormal(Duration median, double sigma) {
    return new CallLatency(median, sigma, Map.of());
  }

  /** Like this, but with another median for one operation. */
  public CallLatency with(String operation, Duration itsMedian) {
    var changed = new HashMap<>(operations);
    changed.put(operation, itsMedian);
    return new CallLatency(median, sigma, changed);
  }

  public Duration sample(String operation, double gaussian) {
    Duration middle = operations.getOrDefault(operation, median);
    return Duration.ofNanos((long) (middle.toNanos() * Math.exp(sigma * gaussian)));
  }
}
