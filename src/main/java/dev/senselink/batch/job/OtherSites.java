package dev.senselink.batch.job;

import dev.senselink.batch.check.PersonKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known at the other servers that the same people are worked at. Safe between threads: many
 * runs ask one.
 */
public interface OtherSites {
  /** There are no others. */
  OtherSites NONE = keys -> null;

  /**
   * Why somebody is left alone.
   *
   * @param code as in {@code leavers.csv}
   * @param why in words
   */
  record Claim(String code, String why) {}

  /**
   * Whether somebody whom the list of this server names no more is to be left alone.
   *
   * @param keys by which they may be known elsewhere
   * @return {@code null} if nothing speaks against what is due
   */
  @Nullable Claim claim(List<PersonKey> keys);

  /**
   * Whether an address is that of another site: a company of the same name there is another one.
   *
   * @param address host and port
   */
  default boolean isOther(String address) {
    return false;
  }

  /** The same, where every other address is known to be another server's. */
  default OtherSites allOther() {
    OtherSites these = this;
    return new OtherSites() {
      @Override
      public @Nullable Claim claim(List<PersonKey> keys) {
        return these.claim(keys);
      }

      @Override
      public boolean isOther(String address) {
        return true;
      }

      @Override
      public boolean isWorked(String address) {
        return these.isWorked(address);
      }

      @Override
      public void forget(List<PersonKey> keys, Set<Long> people) {
        these.forget(keys, people);
      }
    };
  }

  /**
   * Whether the same command does its work at an address for another site.
   *
   * @param address host and port
   */
  default boolean isWorked(String address) {
    return false;
  }

  /**
   * Somebody is about to be forgotten here, and what tells who they are is gone then. What is kept
   * of them beside the ledgers is gone when it returns.
   *
   * @param keys their numbers
   * @param people their ids on this server
   */
  default void forget(List<PersonKey> keys, Set<Long> people) {}
}
