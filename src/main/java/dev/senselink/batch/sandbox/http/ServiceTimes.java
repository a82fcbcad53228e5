package dev.senselink.batch.sandbox.http;

import java.time.Duration;
import java.util.Map;

/**
 * How long the server was at work, for the benchmark: an ideal client with N calls in flight needs
 * {@code total / N}.
 *
 * @param maxInFlight the most calls that were in the server at one time
 * @param operations by operationId
 */
public record ServiceTimes(int maxInFlight, Map<String, Operation> operations) {
  /**
   * One operation's share.
   *
   * @param sum from the arrival of the call to its answer, latency included
   */
  public record Operation(long count, Duration sum) {}

  public ServiceTimes {
    operations = Map.copyOf(operations);
  }

  public Duration total() {
    return operations.values().stream().map(Operation::sum).reduce(Duration.ZERO, Duration::plus);
  }

  public long count() {
    return operations.values().stream().mapToLong(Operation::count).sum();
  }
}
