package dev.senselink.batch.console.access;

import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Makes guessing slow: after a few failures of an account, or from an address, each further attempt
 * is looked at a little later, up to some seconds. It always is looked at: nobody is locked out of
 * an account by others. Safe between threads.
 */
final class SignInDelay {
  /** The longest that an attempt waits. */
  static final Duration LONGEST = Duration.ofSeconds(8);

  /** How many failures are a slip of the finger. */
  static final int FREE = 3;

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  private static final int MOST_REMEMBERED = 10_000;

  /** So many attempts of one address wait at the same time; each has a thread of the server. */
  private static final int WAITING_OF_ONE = 3;

  private final Machine machine;
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private final Map<String, Integer> waiting = new HashMap<>();

  private record Failures(int count, long last) {}

  SignInDelay(Machine machine) {
    this.machine = machine;
  }

  /**
   * Waits as long as an attempt has to.
   *
   * @return false if too many from this address wait already: this one is not to be looked at
   */
  boolean await(String account, String address) {
    Duration wait;
    synchronized (this) {
      wait = wait(Math.max(count(key(account)), count(address)));
      if (wait.isZero()) {
        return true;
      }
      if (waiting.getOrDefault(address, 0) >= WAITING_OF_ONE) {
        return false;
      }
      waiting.merge(address, 1, Integer::sum);
    }
    try {
      machine.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      synchronized (this) {
        waiting.computeIfPresent(address, (one, many) -> many == 1 ? null : many - 1);
      }
    }
  }

  private static Duration wait(int failed) {
    if (failed < FREE) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(failed - FREE, 10));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  synchronized void failed(String account, String address) {
    count(key(account), 1 + count(key(account)));
    count(address, 1 + count(address));
  }

  /** The account's owner is there; what else an address tries is still to be slow. */
  synchronized void succeeded(String account) {
    failures.remove(key(account));
  }

  private int count(String who) {
    Failures known = failures.get(who);
    return known == null || machine.nanos() - known.last() >= FORGOTTEN_AFTER.toNanos()
        ? 0
        : known.count();
  }

  private void count(String who, int failed) {
    failures.remove(who); // it is the youngest now
    failures.put(who, new Failures(failed, machine.nanos()));
  }

  private static String key(String account) {
    return "@" + account.toLowerCase(Locale.ROOT);
  }
}
