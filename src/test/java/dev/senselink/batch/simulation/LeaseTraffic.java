package dev.senselink.batch.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has left for the servers of a simulated world, by whom, and until when it was under way; and
 * what of that must not have been.
 */
final class LeaseTraffic {
  private static final Duration VALID = Duration.ofSeconds(15);
  private static final double SECOND = 1e9;

  private final SimMachine world;
  private final List<String> told = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /** By server, each with when the last of whoever sends there is over. */
  private final Map<String, Map<Integer, Long>> under = new HashMap<>();

  private int holders;
  private int requests;

  LeaseTraffic(SimMachine world) {
    this.world = world;
  }

  /** A number for whoever has got a lock. */
  int holder() {
    return ++holders;
  }

  int requests() {
    return requests;
  }

  int holders() {
    return holders;
  }

  void say(String what) {
    told.add(String.format("%9.3f %s", world.nanos() / SECOND, what));
  }

  void wrong(String what) {
    say("WRONG: " + what);
    wrong.add(told.get(told.size() - 1));
  }

  /**
   * A request leaves.
   *
   * @param lands so long the server may carry it out
   * @param beat when the last answered beat of its sender was sent
   */
  void leaves(int holder, String server, Duration lands, long beat) {
    long now = world.nanos();
    say(holder + " sends to " + server);
    requests++;
    if (now - beat >= VALID.toNanos()) {
      wrong(holder + " sends " + (now - beat) / SECOND + " s after its last beat");
    }
    Map<Integer, Long> here = under.computeIfAbsent(server, s -> new LinkedHashMap<>());
    boolean first = !here.containsKey(holder);
    here.forEach(
        (other, until) -> {
          if (first && other < holder && until > now) {
            wrong(holder + " sends first while something of " + other + " is under way");
          }
          if (other > holder) {
            wrong(holder + " sends after " + other);
          }
        });
    here.merge(holder, now + lands.toNanos(), Math::max);
  }

  /** All that happened, in order. */
  List<String> told() {
    return told;
  }

  List<String> wrong() {
    return wrong;
  }
}
