package dev.senselink.batch.roster;

import dev.senselink.batch.table.CleanText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each header of a list is taken for, one choice a column: the name of a column as {@code
 * --columns} has it, {@code -} for nothing, or a part of the name, {@code name+1} and so on. They
 * are what that option says, in the form in which a person sees it above a table.
 *
 * @param kind whose list it is
 * @param headers as read
 * @param choices as many as headers
 */
public record ColumnChoices(RosterKind kind, List<String> headers, List<String> choices) {
  /** The column is not used. */
  public static final String NONE = ColumnOption.IGNORE;

  private static final String PART = "name+";
  private static final int MOST_PARTS = 3;

  public ColumnChoices {
    headers = List.copyOf(headers);
    choices = List.copyOf(choices);
    if (headers.size() != choices.size()) {
      throw new IllegalArgumentException("a choice for each header");
    }
  }

  /** Why a list cannot be read in this way. */
  public enum Fault {
    /** Two columns are taken for the same. */
    TWICE,
    /** A column that such a list must have is none of them. */
    MISSING,
    /** Two columns have the same header, and are not to be the same: no option tells them apart. */
    SAME_HEADER,
    /** One part of a name has no other. */
    HALF_NAME
  }

  /**
   * Something that is wrong.
   *
   * @param columns what is missing, or taken twice
   * @param headers of which columns it is so, each once
   */
  public record Wrong(Fault fault, List<String> columns, List<String> headers) {
    public Wrong {
      columns = List.copyOf(columns);
      headers = List.copyOf(headers);
    }
  }

  /** All that a column may be taken for in a list of this kind, in the order of our columns. */
  public static List<String> targets(RosterKind kind) {
    List<String> all = new ArrayList<>();
    for (RosterColumn column : RosterColumn.values()) {
      if (column.knownIn(kind)) {
        all.add(column.header());
        if (column == RosterColumn.NAME) {
          IntStream.rangeClosed(1, MOST_PARTS).forEach(n -> all.add(PART + n));
        } else if (column == RosterColumn.HOST) {
          all.add(RosterColumn.HOST_ID_HEADER);
        }
      }
    }
    return all;
  }

  /** What the program takes headers for, by themselves and by what the settings say of columns. */
  public static ColumnChoices recognised(List<String> headers, RosterSettings settings) {
    HeaderRow row = new HeaderRow(headers, settings);
    List<String> choices = new ArrayList<>(Collections.nCopies(headers.size(), NONE));
    row.claims()
        .forEach(
            (column, at) -> {
              boolean id = column == RosterColumn.HOST && row.hostIsId();
              String name = id ? RosterColumn.HOST_ID_HEADER : column.header();
              at.forEach(one -> choices.set(one, name));
            });
    List<Integer> parts = row.joinedName();
    for (int n = 0; n < parts.size(); n++) {
      choices.set(parts.get(n), PART + (n + 1));
    }
    return new ColumnChoices(settings.kind(), headers, choices);
  }

  /**
   * The same, and of columns whose name is like that of one of ours what they may be meant for. A
   * person has to see that.
   *
   * @param rows the cells of some rows, which rank what may be meant
   * @param guessed is told which columns those are
   */
  public static ColumnChoices proposed(
      List<String> headers,
      RosterSettings settings,
      List<List<String>> rows,
      Set<Integer> guessed) {
    List<String> choices = new ArrayList<>(recognised(headers, settings).choices());
    Set<RosterColumn> taken = EnumSet.noneOf(RosterColumn.class);
    for (UnclearColumn column : new HeaderRow(headers, settings).unclear()) {
      int other = column.isHalf() ? choices.indexOf(RosterColumn.NAME.header()) : -1;
      if (other >= 0) {
        boolean first = column.said().startsWith(column.header() + "+");
        choices.set(column.at(), PART + (first ? 1 : 2));
        choices.set(other, PART + (first ? 2 : 1));
        guessed.addAll(List.of(column.at(), other));
        continue;
      }
      List<String> values = values(rows, column.at());
      column
          .likeliest(values, taken)
          .ifPresent(
              likely -> {
                taken.add(likely);
                choices.set(column.at(), likely.header());
                guessed.add(column.at());
              });
    }
    return new ColumnChoices(settings.kind(), headers, choices);
  }

  private static List<String> values(List<List<String>> rows, int at) {
    return rows.stream()
        .filter(cells -> at < cells.size())
        .map(cells -> CleanText.of(cells.get(at)))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** Whether these headers are all that a list of this kind must have. */
  public static boolean fits(List<String> headers, RosterKind kind) {
    return new HeaderRow(headers, RosterSettings.of(kind)).holdsRequired();
  }

  /** Whether a column can be taken for anything: one without a header has no name to say so by. */
  public boolean canBeChosen(int at) {
    return !said(at).isBlank();
  }

  private String said(int at) {
    return ColumnOption.oneLine(headers.get(at));
  }

  /** All that is wrong; nothing where the list can be read so. */
  public List<Wrong> wrong() {
    List<Wrong> all = new ArrayList<>();
    positions()
        .forEach(
            (choice, at) -> {
              boolean several =
                  ColumnOption.target(choice).filter(RosterColumn::tellsStanding).isPresent();
              if (at.size() > 1 && !several) {
                all.add(new Wrong(Fault.TWICE, List.of(choice), names(at)));
              }
            });
    if (parts().size() == 1) {
      all.add(new Wrong(Fault.HALF_NAME, List.of(choices.get(parts().get(0))), names(parts())));
    }
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      all.add(new Wrong(Fault.MISSING, missing, List.of()));
    }
    for (int at = 0; at < headers.size(); at++) {
      int first = IntStream.range(0, at).filter(new SameHeader(at)::is).findFirst().orElse(at);
      if (!choices.get(first).equals(choices.get(at))) {
        all.add(new Wrong(Fault.SAME_HEADER, List.of(), names(List.of(at))));
      }
    }
    return all;
  }

  private final class SameHeader {
    private final int at;

    SameHeader(int at) {
      this.at = at;
    }

    boolean is(int other) {
      return canBeChosen(at) && said(other).equals(said(at));
    }
  }

  /** A name may be there in parts, and a host by its id. */
  private List<String> missing() {
    return Stream.of(RosterColumn.values())
        .filter(column -> column.requiredIn(kind) && !choices.contains(column.header()))
        .filter(column -> column != RosterColumn.NAME || parts().isEmpty())
        .filter(
            column -> column != RosterColumn.HOST || !choices.contains(RosterColumn.HOST_ID_HEADER))
        .map(RosterColumn::header)
        .toList();
  }

  /** Which columns have each choice; the two kinds of host are one. */
  private Map<String, List<Integer>> positions() {
    Map<String, List<Integer>> all = new LinkedHashMap<>();
    for (int at = 0; at < choices.size(); at++) {
      String choice = choices.get(at);
      if (!choice.equals(NONE)) {
        String one =
            choice.equals(RosterColumn.HOST_ID_HEADER) ? RosterColumn.HOST.header() : choice;
        all.computeIfAbsent(one, none -> new ArrayList<>()).add(at);
      }
    }
    if (!parts().isEmpty() && all.containsKey(RosterColumn.NAME.header())) {
      all.computeIfAbsent(RosterColumn.NAME.header(), none -> new ArrayList<>()).addAll(parts());
    }
    return all;
  }

  private List<String> names(List<Integer> at) {
    return List.copyOf(
        new LinkedHashSet<>(at.stream().map(headers::get).map(CleanText::of).toList()));
  }

  /** The positions of the parts of the name, in their order. */
  private List<Integer> parts() {
    return IntStream.range(0, choices.size())
        .filter(at -> choices.get(at).startsWith(PART))
        .boxed()
        .sorted(java.util.Comparator.comparing(choices::get))
        .toList();
  }

  /**
   * What {@code --columns} has to say so that the program takes the headers for these: no more than
   * it does not see by itself. Only of choices with which nothing is {@link #wrong}.
   */
  public Map<String, String> columns() {
    Map<String, String> said = new LinkedHashMap<>();
    RosterSettings plain = RosterSettings.of(kind);
    for (int tries = 0; tries <= headers.size(); tries++) {
      // What is said of one column may leave its place to another, of which more is to be said
      // then.
      RosterSettings so = plain.withColumns(said);
      List<String> now = recognised(headers, so).choices();
      Set<Integer> unclear =
          new HeaderRow(headers, so)
              .unclear().stream().map(UnclearColumn::at).collect(Collectors.toSet());
      Map<String, String> more = new LinkedHashMap<>();
      for (int at = 0; at < choices.size(); at++) {
        // Of what the program is not sure, it must be told too that it is nothing.
        boolean nothing = choices.get(at).equals(NONE) && unclear.contains(at);
        if ((nothing || !now.get(at).equals(choices.get(at))) && canBeChosen(at)) {
          say(at, more);
        }
      }
      if (said.keySet().containsAll(more.keySet())) {
        return said;
      }
      said.putAll(more);
    }
    return said;
  }

  private void say(int at, Map<String, String> said) {
    if (choices.get(at).startsWith(PART)) {
      String name = parts().stream().map(this::said).collect(Collectors.joining("+"));
      said.put(name, RosterColumn.NAME.header());
    } else {
      said.put(said(at), choices.get(at));
    }
  }

  /** Whether the program takes the headers for these where the option says what it has to. */
  public boolean isUnderstood() {
    return recognised(headers, RosterSettings.of(kind).withColumns(columns()))
        .choices()
        .equals(choices);
  }
}
