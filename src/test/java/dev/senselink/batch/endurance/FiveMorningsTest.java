package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.Portraits;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.CallLatency;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.fault.SandboxSettings;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code jobs/visitors-daily.yml} on five mornings in a row, with a list that grows, shrinks and
 * moves, a crash and an outage: each time the server holds what the last list says, and nobody
 * else.
 */
@Tag("slow")
class FiveMorningsTest {
  private static final int SIDE = 160;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final List<String> OPERATIONS =
      List.of(
          "getCompany",
          "listGroups",
          "getDepartmentTree",
          "listUsers",
          "createGuest",
          "updateGuest",
          "countFaces",
          "checkFaceQuality",
          "deleteGuest");

  @TempDir Path folder;

  private final Sandbox sandbox =
      Sandbox.start(
          SandboxSettings.standard().withLatency(CallLatency.fixed(Duration.ofMillis(10))));
  private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final List<Long> hosts = new ArrayList<>();
  private final Map<Integer, Integer> faces = new HashMap<>();
  private int day;
  private String said = "";

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(folder.resolve("jobs"));
    Files.createDirectories(folder.resolve("incoming/visitors/photos"));
    Files.copy(Path.of("jobs/visitors-daily.yml"), folder.resolve("jobs/visitors-daily.yml"));
    for (int n = 0; n < 3; n++) {
      Map<String, String> host = Map.of("name", "Host " + n, "jobNumber", "H" + n, "groups", "1");
      hosts.add(sandbox.addPerson(1, host, null));
    }
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void each_morning_the_server_holds_the_last_list() throws IOException {
    morning(1, 40);
    assertThat(run()).isZero();
    isHeld(listed(1, 40));

    morning(1, 70); // grows; the machine loses its power
    killedAfter(15);
    assertThat(lists()).isEqualTo(1);
    assertThat(run()).isZero();
    isHeld(listed(1, 70));

    morning(31, 60); // shrinks; the server goes away
    outageAfter(12);
    assertThat(run()).isEqualTo(4);
    assertThat(lists()).isEqualTo(1);
    sandbox.clearFaults();
    assertThat(run()).isZero();
    isHeld(listed(31, 60));

    morning(20, 55); // moves; an older list of the same morning lies there too
    Path draft = write("visitors-draft.csv", 1, 90);
    Files.setLastModifiedTime(draft, FileTime.from(begin.minusSeconds(60)));
    assertThat(run()).isZero();
    isHeld(listed(20, 55));

    morning(50, 99);
    assertThat(run()).isZero();
    isHeld(listed(50, 99));
    assertThat(run()).as("no new list").isZero();
    isHeld(listed(50, 99));
    assertThat(lists()).isZero();
  }

  /** The next day: these visitors are expected, some with another photo. */
  private void morning(int first, int last) throws IOException {
    day++;
    sandbox.passTime(Duration.ofDays(day));
    for (int n = first; n <= last; n++) {
      faces.merge(n, 0, (face, zero) -> day % 2 == 0 ? face + 1 : face);
      long portrait = n + 1_000L * faces.get(n);
      Files.write(
          folder.resolve("incoming/visitors/photos/" + mobile(n) + ".jpg"),
          Portraits.person(portrait, SIDE));
    }
    write("visitors-" + day + ".csv", first, last);
  }

  private Path write(String name, int first, int last) throws IOException {
    List<String> lines =
        new ArrayList<>(List.of("name,mobile,host,dateTimeFrom,dateTimeTo,remark"));
    for (int n = first; n <= last; n++) {
      lines.add(
          String.join(
              ",", "Visitor " + n, mobile(n), "H" + host(n), cell(from()), cell(to()), remark(n)));
    }
    return Files.write(folder.resolve("incoming/visitors").resolve(name), lines);
  }

  private int host(int n) {
    return (n + (n % 2 == 0 ? day : 0)) % hosts.size();
  }

  private String remark(int n) {
    return n % 5 == 0 ? "day " + day : "as ever";
  }

  private LocalDateTime from() {
    return LocalDateTime.ofInstant(begin, ZoneId.systemDefault()).plusDays(day).minusHours(1);
  }

  private LocalDateTime to() {
    return from().plusHours(13);
  }

  private static String cell(LocalDateTime time) {
    return time.format(CELL);
  }

  private static String mobile(int n) {
    return String.valueOf(13_800_000_000L + n);
  }

  private TreeSet<String> listed(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            n ->
                String.join(
                    " ",
                    mobile(n),
                    "Visitor " + n,
                    String.valueOf(hosts.get(host(n))),
                    cell(from()),
                    cell(to()),
                    remark(n),
                    "photo"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whoever stays although their visit is over is told with the reason. */
  private void isHeld(TreeSet<String> visitors) throws IOException {
    assertThat(held()).as("%s%n%s", said, ended()).isEqualTo(visitors);
  }

  /** The lines of all reports about visits that are over. */
  private String ended() throws IOException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> all = Files.walk(folder.resolve("report"))) {
      for (Path file : all.filter(one -> one.endsWith("ended.csv")).sorted().toList()) {
        lines.append(file).append(System.lineSeparator()).append(Files.readString(file));
      }
    }
    return lines.toString();
  }

  /** Every visitor the server holds, each once. */
  private TreeSet<String> held() {
    List<String> all =
        sandbox.people().stream().filter(p -> p.type() == 2).map(FiveMorningsTest::words).toList();
    TreeSet<String> each = new TreeSet<>(all);
    assertThat(each).as(said).hasSameSizeAs(all);
    System.out.println("morning " + day + ": " + all.size() + " visitors on the server");
    return each;
  }

  private static String words(PersonView p) {
    return String.join(
        " ",
        p.mobile(),
        p.name(),
        String.valueOf(p.receptionUserId()),
        p.dateTimeFrom() == null ? "" : cell(p.dateTimeFrom()),
        p.dateTimeTo() == null ? "" : cell(p.dateTimeTo()),
        p.remark(),
        p.avatarId() == null ? "" : "photo");
  }

  /** How many lists wait. */
  private long lists() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("incoming/visitors"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  private List<String> command() {
    return List.of(
        "run",
        folder.resolve("jobs/visitors-daily.yml").toString(),
        "--server=" + sandbox.url(),
        "--app-key=" + sandbox.appKey(),
        "--app-secret-file=" + sandbox.appSecretFile(),
        "--data=" + folder.resolve("data"),
        "--report=" + folder.resolve("report"),
        "--face-check=off", // of a drawn portrait the program may doubt that it is upright
        "--ended-for=0h",
        "--outage-wait=1",
        "--timeout=3",
        "--tries=3",
        "--no-progress");
  }

  private int run() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Typing.run(command(), out, err);
    said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    return exit;
  }

  private void killedAfter(int writes) {
    int before = sandbox.commits().size();
    try (Program program = Program.start(folder, command())) {
      assertThat(
              Until.within(
                  PATIENCE,
                  () -> sandbox.commits().size() >= before + writes || !program.isAlive()))
          .isTrue();
      assertThat(program.isAlive()).as(program.errors()).isTrue();
      program.kill();
    }
  }

  /** After so many writes every answer is a cut connection. */
  private void outageAfter(int writes) {
    int before = sandbox.commits().size();
    for (String operation : OPERATIONS) {
      sandbox.script(
          FaultRule.on(operation)
              .before()
              .reset()
              .when(fields -> sandbox.commits().size() >= before + writes)
              .build());
    }
  }
}
