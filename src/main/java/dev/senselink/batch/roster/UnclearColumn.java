package dev.senselink.batch.roster;

import java.util.List;

/**
 * A column nobody knows whose name is like that of one of ours.
 *
 * @param at its position, from 0
 * @param header its header as read
 * @param mayBe the columns it may be meant for that no other header fills; at least one
 */
public record UnclearColumn(int at, String header, List<RosterColumn> mayBe) {
  public UnclearColumn {
    mayBe = List.copyOf(mayBe);
  }
}
