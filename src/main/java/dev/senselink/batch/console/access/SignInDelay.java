package dev.senselink.batch.console.access;

import dev.senselink.batch.console.account.Accounts;
import dev.senselink.batch.machine.Machine;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes guessing slow: after a few failures of an account, or from an address, each further attempt
 * is looked at a little later, up to some seconds. It always is looked at: nobody is locked out of
 * an account by others, and where somebody was signed in lately the failures of others cost
 * nothing. Safe between threads.
 */
final class SignInDelay {
  /** The longest that an attempt waits. */
  static final Duration LONGEST = Duration.ofSeconds(8);

  /** How many failures are a slip of the finger. */
  static final int FREE = 3;

  /** So many attempts wait at the same time: each has one of the server's threads, half of them. */
  static final int WAITING = 12;

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  private static final int MOST_REMEMBERED = 10_000;

  /** And so many of one address. */
  private static final int WAITING_OF_ONE = 3;

  private final Machine machine;
  private final Map<String, Failures> failures = new Remembered<>();

  /** Where each account was signed in at last. */
  private final Map<String, String> homes = new Remembered<>();

  private final Map<String, Integer> waiting = new HashMap<>();
  private int allWaiting;

  private record Failures(int count, long last) {}

  /** Forgets the oldest when it is full. */
  private static final class Remembered<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }

  SignInDelay(Machine machine) {
    this.machine = machine;
  }

  /**
   * Waits as long as an attempt has to.
   *
   * @return false if too many from this address, or in all, wait already: this one is not to be
   *     looked at. From an address without a failure every attempt is looked at: where all places
   *     are taken, without a wait
   */
  boolean await(String account, String address) {
    String from = RemoteAddress.owner(address);
    Duration wait;
    synchronized (this) {
      boolean home = from.equals(homes.get(key(account)));
      wait = wait(Math.max(home ? 0 : count(key(account)), count(from)));
      if (wait.isZero()) {
        return true;
      }
      if (allWaiting >= WAITING || waiting.getOrDefault(from, 0) >= WAITING_OF_ONE) {
        return count(from) == 0; // what others have failed at keeps nobody out
      }
      allWaiting++;
      waiting.merge(from, 1, Integer::sum);
    }
    try {
      machine.pause(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      synchronized (this) {
        allWaiting--;
        waiting.computeIfPresent(from, (one, many) -> many == 1 ? null : many - 1);
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
    String from = RemoteAddress.owner(address);
    count(key(account), 1 + count(key(account)));
    count(from, 1 + count(from));
  }

  /** The account's owner is there; what else an address tries is still to be slow. */
  synchronized void succeeded(String account, String address) {
    failures.remove(key(account));
    homes.remove(key(account)); // it is the youngest now
    homes.put(key(account), RemoteAddress.owner(address));
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

  /** However it is typed; what no account can be called is all one, be it as long as it may. */
  private static String key(String account) {
    return "@" + (Accounts.isName(account) ? Accounts.key(account) : "");
  }
}
