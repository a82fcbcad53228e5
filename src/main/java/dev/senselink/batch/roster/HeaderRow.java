package dev.senselink.batch.roster;

import dev.senselink.batch.roster.KnownHeaders.Meaning;
import dev.senselink.batch.roster.KnownHeaders.Role;
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
  private final StandingColumns standing;
  private final Map<RosterColumn, List<Integer>> claims = new EnumMap<>(RosterColumn.class);
  private final List<Integer> ignored = new ArrayList<>();
  private final List<Integer> unknown = new ArrayList<>();
  private final List<Integer> outvoted = new ArrayList<>();
  private final Map<RosterColumn, List<Integer>> second = new EnumMap<>(RosterColumn.class);
  private final List<Integer> given = new ArrayList<>();
  private final List<Integer> family = new ArrayList<>();
  private final List<Integer> nickname = new ArrayList<>();
  private final List<Integer> nameParts;
  private int halfName = -1;
  private final List<Integer> ids = new ArrayList<>();
  private boolean ours;

  HeaderRow(List<String> headers, RosterSettings settings) {
    this.kind = settings.kind();
    this.headers = List.copyOf(headers);
    this.chosen = ChosenHeaders.of(headers, settings.saidOfHeaders());
    this.standing = StandingColumns.of(headers, settings.rows());
    for (int i = 0; i < headers.size(); i++) {
      place(i, chosen.options().get(i));
    }
    claims.values().forEach(this::dropOutvoted);
    givenBesideFamily();
    second.forEach(this::placeSecond);
    boolean noBothParts = given.isEmpty() || family.isEmpty();
    // Asked last, and only beside a nickname: each line of a sample is read as a header.
    if (!nickname.isEmpty() && noBothParts && !anotherIsName()) {
      placeSecond(RosterColumn.NAME, nickname);
    } else {
      unknown.addAll(nickname);
    }
    placeIds();
    nameParts = nameParts();
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

  /**
   * The positions of the parts of a name, where it stands in several columns: in the order said, or
   * as recognised the given name first. Empty where it stands in one.
   */
  List<Integer> joinedName() {
    return nameParts;
  }

  /** Whether the parts of the name were chosen in this order, and not recognised. */
  boolean nameIsChosen() {
    return !chosen.joined().isEmpty();
  }

  /** Of headers nobody knows those that may be meant for a column that no other header fills. */
  List<UnclearColumn> unclear() {
    List<UnclearColumn> unclear = new ArrayList<>();
    for (int at : unknown) {
      String header = headers.get(at);
      if (at == halfName) {
        unclear.add(new UnclearColumn(at, header, List.of(RosterColumn.NAME), wholeName(at)));
        continue;
      }
      if (ids.contains(at)) {
        continue; // known, and never a job number by itself: it is counted as not sent
      }
      Meaning known = HeaderNames.meaning(HeaderNames.fold(header), kind);
      List<RosterColumn> free =
          (known != null && known.role() == Role.ASKED
                  ? known.columns()
                  : HeaderResemblance.columns(header, kind))
              .stream().filter(column -> !claims.containsKey(column)).toList();
      if (!free.isEmpty()) {
        unclear.add(new UnclearColumn(at, header, free));
      }
    }
    return unclear;
  }

  /** Both parts in the order in which they are one name, as the option says it. */
  private String wholeName(int half) {
    String name = headers.get(recognisedName());
    return family.contains(half) ? name + "+" + headers.get(half) : headers.get(half) + "+" + name;
  }

  /** Headers that an option names and that are not here. */
  List<String> unmetOptions() {
    return Stream.concat(chosen.unmet().stream(), standing.unmet().stream()).toList();
  }

  /** Where a row says whether it is somebody to import. */
  StandingColumns standing() {
    return standing.at(
        claims.getOrDefault(RosterColumn.STATUS, List.of()),
        claims.getOrDefault(RosterColumn.LEFT_ON, List.of()),
        ours || !RosterColumn.STATUS.knownIn(kind) ? List.of() : unsaid());
  }

  private List<Integer> unsaid() {
    return Stream.concat(unknown.stream(), ignored.stream())
        .filter(at -> !chosen.options().containsKey(at) && !standing.where().containsKey(at))
        .toList();
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
    if (option != null) {
      ColumnOption.target(option)
          .ifPresentOrElse(column -> claim(column, at), () -> ignored.add(at));
      return;
    }
    String folded = HeaderNames.fold(headers.get(at));
    Meaning known = HeaderNames.meaning(folded, kind);
    if (HeaderNames.isBareId(folded)) {
      ids.add(at);
    } else if (HeaderNames.isOurs(folded)) {
      ours = true;
      ignored.add(at);
    } else if (HeaderResemblance.speaksOfOthers(HeaderNames.inBrackets(headers.get(at)))) {
      // "Phone (emergency contact)" is a phone, of somebody else; "Phone (pupil or parent)" may do.
      (known == null || known.role() == Role.NOT_OURS ? ignored : unknown).add(at);
    } else if (isOwnStatus(at)) {
      claim(RosterColumn.STATUS, at);
    } else if (known != null) {
      place(at, known);
    } else if (HeaderResemblance.speaksOfOthers(headers.get(at))) {
      ignored.add(at);
    } else if (!CleanText.of(headers.get(at)).isEmpty()) {
      unknown.add(at);
    }
  }

  /** The line of our own names of the template; elsewhere such a column may mean anything. */
  private boolean isOwnStatus(int at) {
    return kind == RosterKind.USERS
        && headers.get(at).equals(RosterColumn.STATUS.header())
        && headers.contains(RosterColumn.LEFT_ON.header());
  }

  private void place(int at, Meaning known) {
    switch (known.role()) {
      case COLUMN -> claim(known.columns().get(0), at);
      case SECOND ->
          second.computeIfAbsent(known.columns().get(0), none -> new ArrayList<>()).add(at);
      case ASKED -> unknown.add(at);
      case NOT_OURS -> ignored.add(at);
      case GIVEN -> given.add(at);
      case FAMILY -> family.add(at);
      case NICKNAME -> nickname.add(at);
    }
  }

  private void claim(RosterColumn column, int at) {
    boolean isPart = chosen.joined().contains(at) && chosen.joined().get(0) != at;
    if (!isPart) {
      claims.computeIfAbsent(column, none -> new ArrayList<>()).add(at);
    }
  }

  private void placeSecond(RosterColumn column, List<Integer> positions) {
    if (claims.containsKey(column)) {
      unknown.addAll(positions);
    } else if (!positions.isEmpty()) {
      claims.put(column, new ArrayList<>(positions));
    }
  }

  /**
   * Whether an unknown header may hold the person's name. A nickname beside it is not taken: people
   * would be called by it at the door.
   */
  private boolean anotherIsName() {
    return unknown.stream()
        .map(headers::get)
        .anyMatch(
            header ->
                HeaderNames.fold(header).contains("legal")
                    || HeaderResemblance.columns(header, kind).contains(RosterColumn.NAME));
  }

  /**
   * The id of a person on the server, which our own files have among others of ours. In a list of
   * somebody else's without a job number it may be that, so it is told as not sent.
   */
  private void placeIds() {
    boolean told =
        !ours
            && RosterColumn.JOB_NUMBER.knownIn(kind)
            && !claims.containsKey(RosterColumn.JOB_NUMBER);
    (told ? unknown : ignored).addAll(ids);
  }

  private void givenBesideFamily() {
    List<Integer> names = claims.get(RosterColumn.NAME);
    if (names == null || family.isEmpty()) {
      return;
    }
    for (int at : List.copyOf(names)) {
      boolean isPart = HeaderNames.isGivenBesideFamily(HeaderNames.fold(headers.get(at)));
      if (isPart && !chosen.options().containsKey(at)) {
        names.remove((Integer) at);
        given.add(at);
      }
    }
    if (names.isEmpty()) {
      claims.remove(RosterColumn.NAME);
    }
  }

  /** The one header that is the name without having been chosen to be; -1 for none. */
  private int recognisedName() {
    List<Integer> at = claims.getOrDefault(RosterColumn.NAME, List.of());
    return at.size() == 1 && !chosen.options().containsKey(at.get(0)) ? at.get(0) : -1;
  }

  /**
   * A full name wins over its parts, which say nothing more then. Beside one part alone a plain
   * "name" may be the other one, and somebody has to say so.
   */
  private List<Integer> nameParts() {
    int name = recognisedName();
    if (name >= 0
        && given.size() + family.size() == 1
        && (nickname.contains(name)
            || HeaderNames.mayBeHalf(HeaderNames.fold(headers.get(name))))) {
      halfName = given.isEmpty() ? family.get(0) : given.get(0);
      unknown.add(halfName);
      return List.of();
    }
    if (claims.containsKey(RosterColumn.NAME)) {
      List<Integer> rest = given.isEmpty() || family.isEmpty() ? unknown : ignored;
      rest.addAll(given);
      rest.addAll(family);
      return List.copyOf(chosen.joined());
    }
    if (given.size() == 1 && family.size() == 1) {
      claims.put(RosterColumn.NAME, new ArrayList<>(given));
      return List.of(given.get(0), family.get(0));
    }
    unknown.addAll(given);
    unknown.addAll(family);
    return List.of();
  }

  private void dropOutvoted(List<Integer> positions) {
    if (positions.stream().anyMatch(chosen.options()::containsKey)) {
      positions.stream().filter(at -> !chosen.options().containsKey(at)).forEach(outvoted::add);
      positions.removeIf(at -> !chosen.options().containsKey(at));
    }
  }
}
