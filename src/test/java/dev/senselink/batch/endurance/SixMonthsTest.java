package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.Program;
import dev.senselink.batch.fixture.Until;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.PersonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A list of staff for six months with {@code --leavers revoke}: each month some leave, some are
 * changed and some are new, in the fifth some are back; one in fifty calls goes wrong, and once a
 * month the process is killed. Each time whoever is on the list is in their groups, whoever has
 * left is in none, and nobody else is touched.
 *
 * <p>With {@code -Dleavers=delete} whoever has left two months ago is deleted.
 *
 * <p>{@code mvn -B -q test -Dlong -Dtest=SixMonthsTest -Dstaff=2000 -Dleavers=delete}
 */
@Tag("slow")
@OnDemand
class SixMonthsTest {
  private static final int STAFF = Integer.getInteger("staff", 100);
  private static final int STRANGERS = 20;
  private static final int MONTHS = 6;
  private static final int MOST_RUNS = 5;
  private static final boolean DELETE = "delete".equals(System.getProperty("leavers"));

  /** Taken out of their groups in one month, reported in the next, deleted in the one after. */
  private static final int STAY = 2;

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @RegisterExtension final World world = new World();
  private final TreeMap<Integer, String> listed = new TreeMap<>();
  private final Map<Integer, TreeSet<Long>> groups = new HashMap<>();
  private final List<Integer> gone = new ArrayList<>();
  private final Map<Integer, Integer> left = new HashMap<>();
  private int next;
  private int kills;
  private String said = "";

  @Test
  void each_month_the_doors_are_those_of_the_list() throws IOException {
    long guards = world.group("Guards");
    long lab = world.group("Lab");
    List<String> inGroups = List.of("1", "1," + guards, guards + "," + lab);
    for (next = 1; next <= STAFF; next++) {
      String some = inGroups.get(next % inGroups.size());
      world.already(name(next), "jobNumber", job(next), "position", "Clerk", "groups", some);
      listed.put(next, "Clerk");
      groups.put(next, ids(some));
    }
    for (int n = 1; n <= STRANGERS; n++) {
      world.already("Stranger " + n, "jobNumber", "S" + n, "groups", "1");
    }
    List<PersonView> strangers = strangers();
    run("--new-list");
    for (int month = 1; month <= MONTHS; month++) {
      long before = System.nanoTime();
      if (DELETE) {
        world.server().passTime(Duration.ofDays(31L * month));
      }
      change(month);
      killedAfter(1 + STAFF * 9 * month / 800); // some nine writes a month for each hundred people
      world.fault(
          FaultRule.on(FaultRule.ANY).after().reset().rate(0.01),
          FaultRule.on(FaultRule.ANY).before().status(503).rate(0.01));
      run();
      world.server().clearFaults();
      stands(strangers, month);
      System.out.printf(
          "month %d: %d on the list, %d gone, %.1f s%n",
          month, listed.size(), gone.size(), (System.nanoTime() - before) / 1e9);
    }
    System.out.println(kills + " kills while it was at work");
    assertThat(kills).isPositive();
  }

  private static TreeSet<Long> ids(String joined) {
    TreeSet<Long> ids = new TreeSet<>();
    List.of(joined.split(",", -1)).forEach(id -> ids.add(Long.valueOf(id)));
    return ids;
  }

  private static String name(int n) {
    return "Person " + n;
  }

  private static String job(int n) {
    return "E" + n;
  }

  /** Three in a hundred leave, two are changed, two are new; in the fifth month two come back. */
  private void change(int month) {
    List<Integer> there = new ArrayList<>(listed.keySet());
    int leaving = Math.max(1, there.size() * 3 / 100);
    int changed = Math.max(1, there.size() * 2 / 100);
    for (int n = 0; n < leaving; n++) {
      int who = there.get((month * 31 + n * 7) % there.size());
      if (listed.remove(who) != null) {
        gone.add(who);
        left.put(who, month);
      }
    }
    for (int n = 0; n < changed; n++) {
      int who = there.get((month * 17 + n * 11 + 3) % there.size());
      listed.computeIfPresent(who, (one, position) -> "Month " + month);
    }
    for (int n = 0; n < changed; n++) {
      listed.put(next, "New");
      groups.put(next, ids("1"));
      next++;
    }
    if (month == 5) {
      listed.put(gone.remove(gone.size() - leaving - 1), "Back"); // left last month
      int first = gone.remove(0);
      listed.put(first, "Back");
      if (DELETE) {
        groups.put(first, ids("1")); // somebody new by now
      }
    }
  }

  private void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of("name,jobNumber,position"));
    listed.forEach((n, position) -> lines.add(name(n) + "," + job(n) + "," + position));
    Files.write(roster(), lines);
  }

  private Path roster() {
    return world.folder("staff.csv");
  }

  private List<String> command(String... more) {
    List<String> command = new ArrayList<>(List.of("import", "users", roster().toString()));
    command.addAll(world.connection());
    command.addAll(
        List.of(
            "--report=" + world.folder("report"),
            "--list=staff",
            DELETE ? "--leavers=delete" : "--leavers=revoke",
            "--on-existing=update",
            "--allow-no-photo",
            "--timeout=3",
            "--no-progress"));
    if (DELETE) {
      command.addAll(List.of("--yes", "--max-leavers=10%")); // both revoked and deleted count
    }
    command.addAll(List.of(more));
    return command;
  }

  /** Until nothing is left that a person has to look at; the same command, as a scheduler does. */
  private void run(String... more) throws IOException {
    write();
    int exit = -1;
    for (int n = 0; n < MOST_RUNS && exit != 0; n++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      exit = Typing.run(command(more), out, err);
      said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
    assertThat(exit).as("%s%n%s", said, leftToSomebody()).isZero();
  }

  private String leftToSomebody() throws IOException {
    Path leavers = world.folder("report").resolve("leavers.csv");
    if (!Files.exists(leavers)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(leavers)) {
      return lines.collect(Collectors.joining("\n"));
    }
  }

  private void killedAfter(int writes) throws IOException {
    write();
    int before = world.server().commits().size();
    Path where = Files.createDirectories(world.folder("killed"));
    try (Program program = Program.start(where, command())) {
      Until.within(
          PATIENCE, () -> world.server().commits().size() >= before + writes || !program.isAlive());
      kills += program.isAlive() ? 1 : 0;
      program.kill();
    }
  }

  /** How many of those who have left are on the server. */
  private long there(int month) {
    return gone.stream().filter(who -> !DELETE || month - left.get(who) < STAY).count();
  }

  private List<PersonView> strangers() {
    return world.people().stream().filter(p -> p.name().startsWith("Stranger ")).toList();
  }

  private void stands(List<PersonView> strangers, int month) {
    Map<String, String> wanted = new TreeMap<>();
    listed.forEach((n, position) -> wanted.put(job(n), position + " in " + groups.get(n)));
    Map<String, String> held = new TreeMap<>();
    int people = 0;
    for (PersonView person : world.people()) {
      if (person.name().startsWith("Person ")) {
        people++;
        int n = Integer.parseInt(person.name().substring("Person ".length()));
        if (listed.containsKey(n)) {
          String in = new TreeSet<>(person.groups()).toString();
          held.put(person.jobNumber(), person.position() + " in " + in);
        } else {
          assertThat(person.groups()).as(person.name() + "\n" + said).isEmpty();
        }
      }
    }
    assertThat(held).as(said).isEqualTo(wanted);
    assertThat(people).as("nobody twice").isEqualTo(listed.size() + there(month));
    assertThat(strangers()).isEqualTo(strangers);
  }
}
