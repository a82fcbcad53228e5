package dev.senselink.batch.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The table {@code headers.txt}: what real systems and lists call their columns. */
final class KnownHeaders {
  static final KnownHeaders TABLE = read();

  private static final String ALL = "headers.txt";
  private static final int FIELDS = 3;

  private final Map<String, Meaning> byName = new HashMap<>();
  private final Map<RosterColumn, List<String>> names = new EnumMap<>(RosterColumn.class);
  private final Map<String, String> sameWords = new HashMap<>();
  private final Set<String> generalWords = new HashSet<>();
  private final Set<String> othersWords = new HashSet<>();
  private final Set<String> othersHan = new HashSet<>();

  /** How sure a header's name makes us. */
  enum Role {
    /** It is the column. */
    COLUMN,
    /** It is the column where no other header is. */
    SECOND,
    /** It may be the column, which a person has to say. */
    ASKED,
    /** Known, and nothing of ours. */
    NOT_OURS,
    /** The part of a name that a person is given. */
    GIVEN,
    /** The part of a name that a family shares. */
    FAMILY,
    /** What somebody is called: the name where neither another header nor its parts are. */
    NICKNAME
  }

  /**
   * What a header means.
   *
   * @param columns none, one, or of those asked about several, the likeliest first
   */
  record Meaning(Role role, List<RosterColumn> columns) {}

  private KnownHeaders() {}

  /** The meanings by header, folded. */
  Map<String, Meaning> byName() {
    return byName;
  }

  /** What may be above a column, as written in the table. */
  List<String> names(RosterColumn column) {
    return names.getOrDefault(column, List.of());
  }

  /** A word of a header, or the one it stands for. */
  String meant(String word) {
    return sameWords.getOrDefault(word, word);
  }

  /** Whether a word of a header says little by itself. */
  boolean isGeneral(String word) {
    return generalWords.contains(word);
  }

  /** Whether a word of a header speaks of somebody or something else. */
  boolean isOthers(String word) {
    return othersWords.contains(word);
  }

  /** The same of a header's characters, where words have no blanks between them. */
  boolean holdsOthersHan(String header) {
    return othersHan.stream().anyMatch(header::contains);
  }

  private static KnownHeaders read() {
    KnownHeaders table = new KnownHeaders();
    InputStream in = Objects.requireNonNull(KnownHeaders.class.getResourceAsStream(ALL), ALL);
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !isComment(line)).forEach(table::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** A header may itself be a {@code #}. */
  private static boolean isComment(String line) {
    return line.startsWith("#") && line.split("\\|", -1).length != FIELDS;
  }

  private void add(String line) {
    String[] fields = line.split("\\|", -1);
    if (fields.length != FIELDS || fields[2].isBlank()) {
      throw new IllegalStateException(ALL + ": " + line);
    }
    String name = fields[0].strip();
    String means = fields[1].strip();
    switch (means.charAt(0)) {
      case '=' -> sameWords.put(name, means.substring(1));
      case '+' -> generalWords.add(name);
      case '!' -> (HeaderResemblance.isHan(name) ? othersHan : othersWords).add(name);
      case '-' -> put(name, new Meaning(Role.NOT_OURS, List.of()));
      case '~' -> put(name, new Meaning(Role.SECOND, columns(means.substring(1))));
      case '?' -> put(name, new Meaning(Role.ASKED, columns(means.substring(1))));
      default -> put(name, plain(means));
    }
  }

  private static Meaning plain(String means) {
    return switch (means) {
      case "given" -> new Meaning(Role.GIVEN, List.of());
      case "family" -> new Meaning(Role.FAMILY, List.of());
      case "nickname" -> new Meaning(Role.NICKNAME, List.of(RosterColumn.NAME));
      default -> new Meaning(Role.COLUMN, columns(means));
    };
  }

  private void put(String name, Meaning meaning) {
    if (byName.put(HeaderNames.fold(name), meaning) != null) {
      throw new IllegalStateException(ALL + ": " + name + " stands there twice");
    }
    meaning
        .columns()
        .forEach(column -> names.computeIfAbsent(column, none -> new ArrayList<>()).add(name));
  }

  private static List<RosterColumn> columns(String names) {
    return Stream.of(names.split(",", -1))
        .map(
            name ->
                Stream.of(RosterColumn.values())
                    .filter(column -> column.header().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(ALL + ": " + name)))
        .toList();
  }
}
