package dev.senselink.batch.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.cli.console.Typing;
import dev.senselink.batch.disk.Sha256Digest;
import dev.senselink.batch.fixture.OnDemand;
import dev.senselink.batch.fixture.Portraits;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A month's import creates some with photos, updates some with a photo and some without, takes
 * leavers out of their groups and deletes who has left long ago. Its undo, with one in fifty calls
 * going wrong and the process killed three times, leaves the server as it was before, all fields,
 * groups and photos compared; only whoever was deleted has another id.
 *
 * <p>{@code mvn -B -q test -Dlong -Dtest=UndoOfAMonthTest -Dstaff=2000}
 */
@Tag("slow")
@OnDemand
class UndoOfAMonthTest {
  private static final int STAFF = Integer.getInteger("staff", 100);
  private static final int SHARE = Math.max(2, STAFF * 4 / 100);
  private static final int KILLS = 3;
  private static final int MOST_RUNS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @RegisterExtension final World world = new World();
  private final TreeMap<Integer, String> listed = new TreeMap<>();
  private final Set<String> restored = new TreeSet<>();
  private int months;
  private String said = "";

  @Test
  void all_is_as_before_under_faults_and_kills() throws IOException {
    long lab = world.group("Lab");
    for (int n = 1; n <= STAFF; n++) {
      String groups = n % 2 == 0 ? "1" : "1," + lab;
      world.alreadyWithFace(
          n, name(n), "jobNumber", job(n), "position", "Clerk", "mail", mail(n), "groups", groups);
      listed.put(n, "Clerk");
    }
    months("--new-list");
    leave(1); // deleted in the fourth month
    months();
    listed.put(SHARE + 1, "Engineer");
    months();
    leave(SHARE + 2);
    change();
    Map<String, String> before = everything();

    String run = months();
    assertThat(world.people()).hasSize(STAFF); // as many were created as were deleted
    assertThat(everything()).isNotEqualTo(before);
    long began = System.nanoTime();
    world.fault(
        FaultRule.on(FaultRule.ANY).after().reset().rate(0.01),
        FaultRule.on(FaultRule.ANY).before().status(503).rate(0.01));
    int kills = killed(run);
    undo(run);
    world.server().clearFaults();

    Map<String, String> after = everything();
    assertThat(after.keySet()).as(said).isEqualTo(before.keySet());
    for (Map.Entry<String, String> one : before.entrySet()) {
      assertThat(after.get(one.getKey())).as(one.getKey()).isEqualTo(one.getValue());
    }
    assertThat(kills).isPositive();
    System.out.printf(
        "undo of %d created, %d updated, %d revoked, %d deleted: %d people as before,"
            + " %d kills, %.1f s%n",
        SHARE, 5 * SHARE, SHARE, SHARE, after.size(), kills, (System.nanoTime() - began) / 1e9);
  }

  private static String name(int n) {
    return "Person " + n;
  }

  private static String job(int n) {
    return "E" + n;
  }

  private static String mail(int n) {
    return "person" + n + "@example.org";
  }

  private void leave(int from) {
    for (int n = from; n < from + SHARE; n++) {
      listed.remove(n);
    }
    if (from == 1) {
      for (int n = 1; n <= SHARE; n++) {
        restored.add(name(n));
      }
    }
  }

  /** Some get another position, some another photo too, and some are new. */
  private void change() throws IOException {
    Files.createDirectories(photos());
    int at = 2 * SHARE + 2;
    for (int n = at; n < at + 5 * SHARE; n++) {
      listed.put(n, "Month 4");
      if (n < at + 2 * SHARE) {
        Files.write(photos().resolve(job(n) + ".jpg"), Portraits.person(STAFF * 2L + n, 200));
      }
    }
    for (int n = STAFF + 1; n <= STAFF + SHARE; n++) {
      listed.put(n, "New");
      Files.write(photos().resolve(job(n) + ".jpg"), Portraits.person(n, 200));
    }
  }

  private Path photos() {
    return world.folder("faces");
  }

  /** All that can be compared of everybody, by name. */
  private Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (PersonView p : world.people()) {
      String avatar = p.avatarId();
      String photo = avatar == null ? "none" : Sha256Digest.hex(world.image(avatar));
      String id = restored.contains(p.name()) ? "" : "#" + p.id();
      List<String> texts = new ArrayList<>(List.of(id, p.jobNumber(), p.mobile(), p.icNumber()));
      texts.addAll(List.of(p.remark(), "" + p.mail(), "" + p.position(), "" + p.location()));
      texts.addAll(List.of("" + p.birthday(), "" + p.entryTime(), "" + p.areaCode()));
      String idNumber =
          Objects.toString(p.idNumber(), ""); // an update has to say that there is none
      texts.addAll(List.of("" + p.gender(), idNumber, "" + p.departmentId()));
      texts.addAll(List.of(new TreeSet<>(p.groups()).toString(), photo));
      assertThat(all.put(p.name(), String.join("|", texts))).as("nobody twice").isNull();
    }
    return all;
  }

  /** A month later the list is imported; answers the run's id. */
  private String months(String... more) throws IOException {
    world.server().passTime(Duration.ofDays(31L * months++));
    List<String> lines = new ArrayList<>(List.of("name,jobNumber,position"));
    listed.forEach((n, position) -> lines.add(name(n) + "," + job(n) + "," + position));
    Files.write(world.folder("staff.csv"), lines);
    List<String> command = new ArrayList<>();
    command.addAll(List.of("import", "users", world.folder("staff.csv").toString()));
    command.addAll(List.of("--list=staff", "--leavers=delete", "--yes", "--on-existing=update"));
    command.addAll(List.of("--allow-no-photo", "--face-check=off", "--timeout=3"));
    command.add("--max-leavers=10%"); // both revoked and deleted count
    if (Files.isDirectory(photos())) {
      command.add("--photos=" + photos());
    }
    command.addAll(List.of(more));
    Path report = world.folder("month-" + months);
    assertThat(type(command, report)).as(said).isZero();
    String summary = Files.readString(report.resolve("summary.json"));
    String id = summary.substring(summary.indexOf("\"runId\""));
    return id.split("\"", -1)[3];
  }

  private List<String> undoing(String run) {
    List<String> command = new ArrayList<>(List.of("undo", run, "--yes", "--timeout=3"));
    command.add("--max-delete=" + STAFF);
    return command;
  }

  private List<String> whole(List<String> command, Path report) {
    List<String> all = new ArrayList<>(command);
    all.addAll(world.connection());
    all.addAll(List.of("--no-progress", "--report=" + report));
    return all;
  }

  private int type(List<String> command, Path report) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit = Typing.run(whole(command, report), out, err);
    said = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    return exit;
  }

  private int killed(String run) throws IOException {
    int kills = 0;
    Path where = Files.createDirectories(world.folder("killed"));
    for (int n = 0; n < KILLS; n++) {
      int before = world.server().commits().size();
      try (Program program =
          Program.start(where, whole(undoing(run), world.folder("undo-report")))) {
        Until.within(
            PATIENCE,
            () -> world.server().commits().size() >= before + SHARE || !program.isAlive());
        kills += program.isAlive() ? 1 : 0;
        program.kill();
      }
    }
    return kills;
  }

  /** The same command, until nothing is left to be done. */
  private void undo(String run) {
    int exit = -1;
    for (int n = 0; n < MOST_RUNS && exit != 0; n++) {
      exit = type(undoing(run), world.folder("undo-report"));
    }
    assertThat(exit).as(said).isZero();
  }
}
