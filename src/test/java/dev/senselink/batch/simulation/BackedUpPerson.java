package dev.senselink.batch.simulation;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A person as a backup has them, read without the program.
 *
 * @param cells by column
 * @param photo null for none
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isSame alone
record BackedUpPerson(long id, int type, Map<String, String> cells, byte @Nullable [] photo) {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** What a backup never has of anybody, or says in other words. */
  private static final Set<String> ELSEWHERE =
      Set.of("idNumber", "receptionUserId", "dateTimeFrom", "dateTimeTo", "gender", "departmentId");

  /** Everybody in a backup, by id; nobody where there is no whole one. */
  static Map<Long, BackedUpPerson> all(Path backup) {
    Map<Long, BackedUpPerson> all = new TreeMap<>();
    if (Files.exists(backup.resolve("manifest.json"))) {
      read(backup, "users.csv", PersonState.STAFF, all);
      read(backup, "guests.csv", PersonState.GUEST, all);
    }
    return all;
  }

  private static void read(Path backup, String name, int type, Map<Long, BackedUpPerson> into) {
    try (CSVParser parser =
        CSVParser.parse(
            new StringReader(Files.readString(backup.resolve(name)).substring(1)), FORMAT)) {
      for (CSVRecord line : parser) {
        long id = Long.parseLong(line.get("id"));
        String photo = line.get("photo");
        byte[] bytes =
            photo.isEmpty() ? null : Files.readAllBytes(backup.resolve("photos").resolve(photo));
        into.put(id, new BackedUpPerson(id, type, line.toMap(), bytes));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ids of all records in a backup. */
  static Set<Long> records(Path backup) {
    Set<Long> ids = new TreeSet<>();
    try (Stream<Path> files = Files.exists(backup) ? Files.list(backup) : Stream.empty()) {
      for (Path file :
          files.filter(one -> one.getFileName().toString().startsWith("records-")).toList()) {
        try (CSVParser parser =
            CSVParser.parse(new StringReader(Files.readString(file).substring(1)), FORMAT)) {
          parser.forEach(line -> ids.add(Long.valueOf(line.get("id"))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  String of(String column) {
    return cells.getOrDefault(column, "");
  }

  /** Whether it says of this person what the server held; a photo is asked for separately. */
  boolean isAs(PersonState state, boolean groupsMayLack) {
    boolean same =
        state.type() == type
            && PersonFields.of(type).stream()
                .filter(field -> !ELSEWHERE.contains(field))
                .allMatch(field -> of(field).equals(state.of(field)));
    return same
        && (type == PersonState.GUEST || isStaff(state))
        && (groups().equals(state.groups()) || groupsMayLack && groups().isEmpty());
  }

  private boolean isStaff(PersonState state) {
    String gender =
        switch (state.of("gender")) {
          case "1" -> "F";
          case "2" -> "M";
          default -> "";
        };
    return of("gender").equals(gender)
        && number(of("departmentId")).equals(number(state.of("departmentId")));
  }

  private static String number(String id) {
    return id.isEmpty() ? "0" : id;
  }

  Set<Long> groups() {
    return Stream.of(of("groupIds").split(";", -1))
        .filter(id -> !id.isBlank())
        .map(Long::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  boolean isSame(@Nullable BackedUpPerson other) {
    return other != null
        && type == other.type
        && cells.equals(other.cells)
        && Arrays.equals(photo, other.photo);
  }
}
