package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.fixture.ApiDescription;
import dev.senselink.batch.ledger.store.DataFolder;
import dev.senselink.batch.sandbox.http.CallRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The developer's manual's table of all operations: each has a command that reaches it and a test.
 */
@Tag("slow")
class OperationsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| (6\\.[0-9.]+) \\| `(\\w+)` \\| `([^`]+)` \\| `(\\w+)` \\|");

  /** A command that calls the operation, in an order in which all of them can be carried out. */
  private static final Map<String, String> TYPED = new LinkedHashMap<>();

  static {
    TYPED.put("getCompany", "company");
    TYPED.put("listDevices", "device list");
    TYPED.put("updateDevice", "device update 28 --name Gate");
    TYPED.put("createDepartment", "department create Works --code W");
    TYPED.put("getDepartmentTree", "department list");
    TYPED.put("getDepartmentByCode", "department get --code W");
    TYPED.put("getDepartmentById", "department get 1");
    TYPED.put("updateDepartment", "department update 1 --name Plant");
    TYPED.put("deleteDepartment", "department delete 1 --yes");
    TYPED.put("createGroup", "group create Office --type staff");
    TYPED.put("listGroups", "group list");
    TYPED.put("updateGroup", "group rename Office Hall");
    TYPED.put("createUser", "import users staff.csv");
    TYPED.put("countFaces", "import users staff.csv");
    TYPED.put("checkFaceQuality", "import users staff.csv");
    TYPED.put("updateUser", "import users changed.csv --on-existing update");
    TYPED.put("createGuest", "import guests guests.csv");
    TYPED.put("updateGuest", "import guests later.csv");
    TYPED.put("listUsers", "user list");
    TYPED.put("addUsersToGroup", "group add Hall 65001");
    TYPED.put("removeUsersFromGroup", "group remove Hall 65001");
    TYPED.put("listRecords", "records export");
    TYPED.put("deleteUser", "user delete 65001 --yes");
    TYPED.put("deleteGuest", "guest delete 65002 --yes");
    TYPED.put("deleteDevice", "device delete 28 --yes");
  }

  /** A line of the table. */
  private record Row(String section, String operation, String command, String test) {}

  @TempDir Path folder;
  private Shell shell;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private static List<Row> rows() {
    try {
      List<Row> rows = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of("src/site/markdown/developing.md"))) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
          rows.add(new Row(row.group(1), row.group(2), row.group(3), row.group(4)));
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_table_has_every_operation_of_the_manual() {
    Map<String, String> described =
        ApiDescription.read().operations().values().stream()
            .collect(
                Collectors.toMap(ApiDescription.Described::id, ApiDescription.Described::section));

    assertThat(rows().stream().collect(Collectors.toMap(Row::operation, Row::section)))
        .isEqualTo(described)
        .hasSize(25);
    assertThat(Path.of("src/site/markdown/developing.md"))
        .content()
        .contains("| 6.5.2 | the push | `records watch` | `RecordWatchTest`, `RecordPushTest` |");
  }

  @Test
  void none_of_the_directory_takes_the_lock() {
    try (DataFolder held = DataFolder.lock(shell.data(), "somebody else")) {
      for (String command : List.copyOf(TYPED.values())) {
        if (!command.startsWith("import") && !command.contains("65")) {
          assertThat(shell.run(words(command)).exit()).as(command).isZero();
        }
      }
    }
  }

  @Test
  void each_operation_is_reached_by_its_command() {
    prepare();
    for (String command : new LinkedHashSet<>(TYPED.values())) {
      Shell.Told told = shell.run(words(command));

      assertThat(told.exit()).as(command + ": " + told.all()).isZero();
      TYPED.forEach(
          (operation, typed) -> {
            if (typed.equals(command)) {
              assertThat(reached()).as(command).contains(operation);
            }
          });
    }
    assertThat(rows())
        .allSatisfy(
            row -> assertThat(TYPED.get(row.operation()) + " ").startsWith(row.command() + " "));
  }

  @Test
  void each_command_of_the_table_is_one_and_each_test_is_there_and_speaks_of_it() {
    CommandLine all = CommandCatalog.all();
    List<Path> sources = sources();
    assertThat(rows())
        .allSatisfy(
            row -> {
              CommandLine at = all;
              for (String word : row.command().split(" ")) {
                assertThat(at.getSubcommands()).as(row.command()).containsKey(word);
                at = at.getSubcommands().get(word);
              }
              assertThat(source(row.test(), sources)).containsAnyOf(row.command(), row.operation());
            });
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String source(String test, List<Path> sources) {
    try {
      Path found =
          sources.stream().filter(file -> file.endsWith(test + ".java")).findFirst().orElseThrow();
      // Words that are typed one by one are read as a line.
      return Files.readString(found).replaceAll("\",\\s+\"", " ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String[] words(String command) {
    Stream<String> words = Stream.of(command.split(" ")).map(this::placed);
    return command.startsWith("import")
        ? Stream.concat(words, Stream.of("--report", shell.report().toString()))
            .toArray(String[]::new)
        : words.toArray(String[]::new);
  }

  private String placed(String word) {
    return word.endsWith(".csv") ? shell.file(word).toString() : word;
  }

  private Set<String> reached() {
    return shell.sandbox().calls().stream()
        .filter(call -> call.code() == 200)
        .map(CallRecord::operation)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void prepare() {
    shell.photo("E1.jpg", 1);
    shell.photo("13800000002.jpg", 2);
    shell.write("staff.csv", "jobNumber,name\nE1,Ana\n");
    shell.write("changed.csv", "jobNumber,name,position\nE1,Ana,Lead\n");
    String guests = "name,mobile,host,dateTimeFrom,dateTimeTo\nGus,13800000002,E1,";
    shell.write("guests.csv", guests + "2099-01-01 08:00,2099-01-01 18:00\n");
    shell.write("later.csv", guests + "2099-01-02 08:00,2099-01-02 18:00\n");
  }
}
