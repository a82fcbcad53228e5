package dev.senselink.batch.roster;

import dev.senselink.batch.table.CleanText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One line of cells read as a header: what each cell means for this kind of roster and these
 * options. A header chosen by {@code --columns} wins over one that is merely recognised.
 */
final class HeaderRow {
  private final RosterKind kind;
  private final List<String> headers;
  private final ChosenHeaders chosen;
  private final Map<RosterColumn, List<Integer>> claims = new EnumMap<>(RosterColumn.class);
  private final List<Integer> ignored = new ArrayList<>();
  private final List<Integer> unknown = new ArrayList<>();
  private final List<Integer> outvoted = new ArrayList<>();

  HeaderRow(List<String> headers, RosterSettings settings) {
    this.kind = settings.kind();
    this.headers = List.copyOf(headers);
    this.chosen = ChosenHeaders.of(headers, settings.columns());
    for (int i = 0; i < headers.size(); i++) {
      place(i, chosen.options().get(i));
    }
    claims.values().forEach(this::dropOutvoted);
  }

  List<String> headers() {
    return headers;
  }

  boolean holdsRequired() {
    return missing().isEmpty();
  }

  /** The required columns that no header names. */
  List<RosterColumn> missing() {
    return Stream.of(RosterColumn.values())
        .filter(column -> column.requiredIn(kind) && !claims.containsKey(column))
        .toList();
  }

  /** How many columns are recognised. */
  int known() {
    return claims.size();
  }

  /** The positions of the headers that claim each column, one each unless something is wrong. */
  Map<RosterColumn, List<Integer>> claims() {
    return Collections.unmodifiableMap(claims);
  }

  /** Positions left out on purpose. */
  List<Integer> ignored() {
    return Collections.unmodifiableList(ignored);
  }

  /** Positions of headers nobody knows; blank ones are not among them. */
  List<Integer> unknown() {
    return Collections.unmodifiableList(unknown);
  }

  /** Positions of headers that were recognised, but {@code --columns} chose another. */
  List<Integer> outvoted() {
    return Collections.unmodifiableList(outvoted);
  }

  /** Headers that {@code --columns} gives a column and that are not here. */
  List<String> unmetOptions() {
    return chosen.unmet();
  }

  /** Whether the host column holds ids. */
  boolean hostIsId() {
    List<Integer> at = claims.get(RosterColumn.HOST);
    if (at == null) {
      return false;
    }
    String name = chosen.options().getOrDefault(at.get(0), headers.get(at.get(0)));
    return HeaderNames.fold(name).equals(HeaderNames.HOST_ID);
  }

  private void place(int at, @Nullable String option) {
    String folded = HeaderNames.fold(headers.get(at));
    RosterColumn column =
        option == null
            ? HeaderNames.column(folded, kind)
            : ColumnOption.target(option).orElse(null);
    if (column != null) {
      claims.computeIfAbsent(column, none -> new ArrayList<>()).add(at);
    } else if (option != null || HeaderNames.isOurs(folded)) {
      ignored.add(at);
    } else if (!CleanText.of(headers.get(at)).isEmpty()) {
      unknown.add(at);
    }
  }

  private void dropOutvoted(List<Integer> positions) {
    if (positions.stream().anyMatch(chosen.options()::containsKey)) {
      positions.stream().filter(at -> !chosen.options().containsKey(at)).forEach(outvoted::add);
      positions.removeIf(at -> !chosen.options().containsKey(at));
    }
  }
}
