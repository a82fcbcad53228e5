package dev.senselink.batch.ledger.lists;

import java.time.Instant;

/**
 * One import of a list.
 *
 * @param list the list's name as it is compared
 * @param name the list's name as it was typed
 * @param number the how-manieth import of the list, from 1
 * @param rosterSha the digest of the roster without corrections
 * @param rows the roster's rows
 * @param part whether the roster holds only some of the list
 * @param brake the code of what made it leave all leavers alone, {@code ""} for nothing
 * @param why the same in words
 * @param begun when it was begun, by this machine's clock
 */
public record ListImport(
    String run,
    String list,
    String name,
    int number,
    String rosterSha,
    long rows,
    boolean part,
    State state,
    String brake,
    String why,
    Instant begun) {

  /** How far an import has come. */
  public enum State {
    /** It is at work, or was given up. */
    OPEN,
    /** Whoever was not on it is missing. */
    COMPLETE,
    /** It has added people, and nobody is missing by it. */
    BRAKED,
    /** Its list has become part of another one. */
    MERGED,
    /** Its run was undone: it is as if it had never been. */
    UNDONE
  }

  /** The same import in another state. */
  public ListImport in(State now, String code, String words) {
    return new ListImport(run, list, name, number, rosterSha, rows, part, now, code, words, begun);
  }
}
