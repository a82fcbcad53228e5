package dev.senselink.batch.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each header of the lists that real systems write. */
class HeaderSetsTest {
  @TempDir Path folder;

  static Stream<Arguments> sets() {
    return Cases.of("roster/header-sets.yaml");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void every_header_is_understood_asked_about_or_counted(Cases.Case set) throws IOException {
    Map<String, String> wanted = headers(set);
    RosterKind kind = set.has("kind") ? RosterKind.valueOf(set.text("kind")) : RosterKind.USERS;

    assertThat(becomes(List.copyOf(wanted.keySet()), kind)).isEqualTo(wanted);
  }

  @Test
  void there_are_forty_sets_in_three_languages() {
    List<Cases.Case> all = sets().map(Cases::caseOf).toList();

    assertThat(all).hasSizeGreaterThanOrEqualTo(40);
    assertThat(all.stream().filter(set -> set.text("headers").contains("電"))).hasSizeGreaterThan(3);
    assertThat(all.stream().filter(set -> set.text("headers").contains("部门")))
        .hasSizeGreaterThan(5);
  }

  private static Map<String, String> headers(Cases.Case set) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String pair : set.text("headers").split("; ", -1)) {
      int at = pair.lastIndexOf('=');
      headers.put(pair.substring(0, at), pair.substring(at + 1));
    }
    return headers;
  }

  private Map<String, String> becomes(List<String> headers, RosterKind kind) throws IOException {
    String header = headers.stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
    Path file = Files.writeString(folder.resolve("roster.csv"), header + "\n");
    try (Roster roster = Roster.open(file, "roster.csv", RosterSettings.of(kind))) {
      RosterShape shape = roster.shape();
      Map<String, List<String>> all = new LinkedHashMap<>();
      headers.forEach(name -> all.put(name, new ArrayList<>()));
      shape
          .columns()
          .forEach(
              (column, at) -> {
                if (column != RosterColumn.NAME || shape.nameParts().isEmpty()) {
                  all.get(headers.get(at)).add(column.header());
                }
              });
      if (!shape.nameParts().isEmpty()) {
        all.get(headers.get(shape.nameParts().get(0))).add("given");
        all.get(headers.get(shape.nameParts().get(1))).add("family");
      }
      shape.ignored().forEach(name -> all.get(name).add("-"));
      List<String> asked = shape.unclear().stream().map(UnclearColumn::header).toList();
      shape.unknown().forEach(name -> all.get(name).add(asked.contains(name) ? "?" : "not sent"));
      Map<String, String> become = new LinkedHashMap<>();
      all.forEach((name, what) -> become.put(name, String.join(" and ", what)));
      return become;
    }
  }
}
