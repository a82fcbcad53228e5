package dev.senselink.batch.roster;

import java.util.List;

/**
 * A column nobody knows whose name is like that of one of ours.
 *
 * @param at its position, from 0
 * @param header its header as read
 * @param mayBe the columns it may be meant for that no other header fills; at least one
 * @param said what the option names that takes it: the header, or several that are one name
 */
public record UnclearColumn(int at, String header, List<RosterColumn> mayBe, String said) {
  public UnclearColumn {
    mayBe = List.copyOf(mayBe);
  }

  /** One that is meant by itself. */
  UnclearColumn(int at, String header, List<RosterColumn> mayBe) {
    this(at, header, mayBe, header);
  }
}
