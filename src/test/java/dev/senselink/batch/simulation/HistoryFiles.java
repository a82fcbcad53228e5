package dev.senselink.batch.simulation;

import dev.senselink.batch.fixture.TestFolders;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The files of a history: rosters, photos, data folder and report. */
final class HistoryFiles {
  private static final CSVFormat CONFLICTS =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private static final Pattern REPORTS = Pattern.compile("(report|resolved|restored)(\\.|$)");

  private final Path folder;

  HistoryFiles(Path folder) {
    this.folder = folder;
  }

  /** A folder in memory where there is one, since every history opens a ledger. */
  static Path make() throws IOException {
    return TestFolders.make("history-");
  }

  Path folder() {
    return folder;
  }

  Path roster() {
    return folder.resolve("roster.csv");
  }

  Path earlier() {
    return folder.resolve("earlier.csv");
  }

  Path photos() {
    return folder.resolve("photos");
  }

  /** What a power cut may tear: data folder and backup. */
  Path disk() {
    return folder.resolve("disk");
  }

  Path backup() {
    return disk().resolve("backup");
  }

  Path data() {
    return disk().resolve("data");
  }

  Path frozen() {
    return folder.resolve("frozen");
  }

  Path plan() {
    return folder.resolve("staff.plan");
  }

  Path report() {
    return report("report");
  }

  /** The report of another command than the import. */
  Path report(String name) {
    return folder.resolve(name);
  }

  /** The reports there are of any command, those that were moved out of the way included. */
  List<Path> reports() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> REPORTS.matcher(String.valueOf(one.getFileName())).lookingAt())
          .sorted()
          .toList();
    }
  }

  /** Writes roster and photos. */
  void write(SimHistory history) throws IOException {
    roster(roster(), history, history.today(), "\r\n");
    roster(earlier(), history, history.before(), "\r\n");
    Files.createDirectories(photos());
    Files.createDirectories(disk());
    for (SimRow row : history.rows()) {
      if (row.hasPhoto()) {
        Files.write(photos().resolve(row.photoName()), row.photo());
      }
    }
  }

  /** A roster that names those again who have left. */
  Path withLeavers(SimHistory history) throws IOException {
    Path file = folder.resolve("returning.csv");
    roster(file, history, history.withLeavers(), "\r\n");
    return file;
  }

  /** Today's roster, of whose last line only the name is left. */
  Path cut(SimHistory history) throws IOException {
    Path file = folder.resolve("cut.csv");
    String whole = Files.readString(roster());
    int last = whole.lastIndexOf('\n', whole.length() - 2) + 1;
    Files.writeString(file, whole.substring(0, whole.indexOf(',', last)));
    return file;
  }

  /** The same roster in other bytes. */
  Path otherRoster(SimHistory history) throws IOException {
    Path file = folder.resolve("other.csv");
    roster(file, history, history.today(), "\n");
    return file;
  }

  /** The first half of the roster. */
  Path half(SimHistory history) throws IOException {
    Path file = folder.resolve("half.csv");
    List<SimRow> rows = history.today();
    roster(file, history, rows.subList(0, (rows.size() + 1) / 2), "\r\n");
    return file;
  }

  /**
   * The conflicts of the last report with decisions filled in; null where there are none.
   *
   * @param seed of the decisions
   */
  @Nullable Path decided(long seed) throws IOException {
    Path asked = report().resolve("conflicts.csv");
    if (!Files.exists(asked)) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    SplittableRandom dice = new SplittableRandom(seed);
    Set<String> decided = new HashSet<>();
    try (CSVParser parser =
            CSVParser.parse(new StringReader(Files.readString(asked).substring(1)), CONFLICTS);
        CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(parser.getHeaderNames());
      for (CSVRecord line : parser) {
        Map<String, String> cells = line.toMap();
        boolean first = decided.add(line.get("line"));
        cells.put("decision", first ? decision(line, dice.split()) : "");
        for (String column : parser.getHeaderNames()) {
          printer.print(cells.get(column));
        }
        printer.println();
      }
    }
    Path file = folder.resolve("decided.csv");
    Files.writeString(file, text);
    return decided.isEmpty() ? null : file;
  }

  private static String decision(CSVRecord line, SplittableRandom dice) {
    List<String> may = new ArrayList<>(List.of("skip"));
    // Whoever reads that two are there asks for no third.
    if (!Set.of("DUPLICATE_CREATED", "KEY_NOT_UNIQUE").contains(line.get("code"))) {
      may.add("create");
    }
    if (!line.get("candidateId").isEmpty()) {
      may.add("update");
    }
    if (line.get("canForce").equals("1")) {
      may.add("force");
    }
    return may.get(dice.nextInt(may.size()));
  }

  /** How many rows a file of decisions is about. */
  static int rowsIn(Path decided) throws IOException {
    try (CSVParser parser = CSVParser.parse(decided, StandardCharsets.UTF_8, CONFLICTS)) {
      return (int) parser.stream().map(line -> line.get("line")).distinct().count();
    }
  }

  private static void roster(Path file, SimHistory history, List<SimRow> rows, String end)
      throws IOException {
    Set<String> columns = new LinkedHashSet<>(List.of("name"));
    columns.addAll(
        history.task().guests()
            ? List.of("mobile", "host", "dateTimeFrom", "dateTimeTo")
            : List.of("jobNumber", "mobile"));
    rows.forEach(row -> columns.addAll(new java.util.TreeSet<>(row.cells().keySet())));
    StringBuilder text = new StringBuilder(String.join(",", columns)).append(",photo").append(end);
    for (SimRow row : rows) {
      columns.forEach(column -> text.append(row.of(column)).append(','));
      text.append(row.hasPhoto() ? row.photoName() : "").append(end);
    }
    Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Removes all of it. */
  void remove() throws IOException {
    SimDisk.remove(folder);
  }
}
