package dev.senselink.batch.roster;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** Whether it is one half of a name, of which another column has the other. */
  boolean isHalf() {
    return !said.equals(header);
  }

  /**
   * The first of its columns that the values look like, else the first; empty if none is left.
   *
   * @param taken columns that others are meant for
   */
  Optional<RosterColumn> likeliest(List<String> values, Set<RosterColumn> taken) {
    List<RosterColumn> left = mayBe.stream().filter(one -> !taken.contains(one)).toList();
    return left.stream()
        .filter(one -> ColumnValues.fit(one, values))
        .findFirst()
        .or(() -> left.stream().findFirst());
  }

  /** One that is meant by itself. */
  UnclearColumn(int at, String header, List<RosterColumn> mayBe) {
    this(at, header, mayBe, header);
  }
}
