package dev.senselink.batch.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.fixture.Imported;
import dev.senselink.batch.fixture.ServerState;
import dev.senselink.batch.fixture.World;
import dev.senselink.batch.sandbox.world.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is exported from one server and restored on another is the same there, found by comparing
 * what the two servers hold. {@code -Dround.trip=full} for 2,000 awkward staff, 200 guests, 40
 * departments four deep, 12 groups, 6 devices and 20,000 records.
 */
@Tag("slow")
class RoundTripTest {
  private static final boolean FULL = "full".equals(System.getProperty("round.trip"));
  private static final int STAFF = FULL ? 2_000 : 40;
  private static final int GUESTS = FULL ? 200 : 5;
  private static final int DEPARTMENTS = FULL ? 40 : 8;
  private static final int GROUPS = FULL ? 12 : 4;
  private static final int DEVICES = FULL ? 6 : 2;
  private static final int RECORDS = FULL ? 20_000 : 50;

  private static final List<String> AWKWARD =
      List.of(
          " blank at both ends ",
          "=1+2",
          "'=x",
          "+86",
          "-王",
          "@x",
          "<clear>",
          "𠮷野家",
          "e\u0301",
          "a;b\\c/d>e#f",
          "line\nbreak",
          "\ttab",
          "#226",
          "\"quoted\"",
          "a,b",
          "'",
          "张三");

  @RegisterExtension final World source = new World();
  @RegisterExtension final World target = new World();

  @Test
  void what_was_exported_and_restored_is_the_same_on_another_server() {
    fill();
    Path backup = source.folder("backup");
    int exported = source.export(backup);
    assertThat(exported).isZero();

    Imported run = target.restore(backup);

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.endings()).containsOnly("CREATED");
    assertThat(ServerState.of(target)).isEqualTo(ServerState.of(source));
    assertThat(target.restore(backup).writes()).isEmpty();
    System.out.printf(
        "round trip of %d staff, %d guests, %d departments, %d groups, %d devices, %d records: no"
            + " difference outside %s%n",
        STAFF, GUESTS, DEPARTMENTS, GROUPS, DEVICES, RECORDS, ServerState.NOT_CARRIED);
  }

  @Test
  void an_encrypted_backup_comes_back_the_same_too() throws IOException {
    fill();
    Path zip = source.folder("backup.zip");
    Path password = Files.writeString(source.folder("password.txt"), "门禁 gate\r\n");
    assertThat(source.exportEncrypted(zip, password)).isZero();

    assertThat(target.restore(zip).exit()).isEqualTo(5);
    Imported run = target.restore(zip, "--password-file", password.toString());

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(ServerState.of(target)).isEqualTo(ServerState.of(source));
  }

  private void fill() {
    List<Long> departments = departments();
    List<Long> groups = new ArrayList<>(List.of(1L));
    for (int i = 0; i < GROUPS / 2; i++) {
      groups.add(source.group("Group " + AWKWARD.get(i % AWKWARD.size()) + i));
      source.visitorGroup("Visitors " + i);
    }
    List<Long> staff = new ArrayList<>();
    for (int i = 0; i < STAFF; i++) {
      staff.add(somebody(i, departments, groups));
    }
    for (int i = 0; i < departments.size(); i += 3) {
      long leader = staff.get(i % staff.size());
      source.change(d -> UpdateDepartment.keeping(d).withLeader(leader), departments.get(i));
    }
    for (int i = 0; i < DEVICES; i++) {
      device(source, i, List.of(groups.get(i % groups.size()), 2L));
      device(target, i, List.of());
    }
    guests();
    for (int i = 0; i < RECORDS; i++) {
      source.server().addRecord(staff.get(i % staff.size()), Instant.now().minusSeconds(i));
    }
  }

  private List<Long> departments() {
    List<Long> made = new ArrayList<>();
    for (int i = 0; i < DEPARTMENTS; i++) {
      long parent = i % 4 == 0 ? 0 : made.get(i - 1); // four deep
      String code = i % 5 == 0 ? "C" + i : null;
      made.add(
          source
              .made(OrganisationCalls.createDepartment(parent, AWKWARD.get(i % 5) + i, null, code))
              .id());
    }
    return made;
  }

  /** Every tenth has the job number of the one before, every twentieth no number at all. */
  private long somebody(int i, List<Long> departments, List<Long> groups) {
    String odd = AWKWARD.get(i % AWKWARD.size());
    String job = i % 20 == 7 ? "" : "E" + (i % 10 == 9 ? i - 1 : i);
    String[] fields = {
      "jobNumber",
      job,
      "mobile",
      i % 20 == 7 ? "" : "139" + (10_000_000 + i),
      "remark",
      odd,
      "position",
      odd,
      "location",
      i % 3 == 0 ? "" : odd,
      "gender",
      String.valueOf(1 + i % 2),
      "birthday",
      "1990-01-0" + (1 + i % 9),
      "entryTime",
      "2020-02-1" + i % 10,
      "departmentId",
      String.valueOf(departments.get(i % departments.size())),
      "groups",
      i % 4 == 0 ? "" : groups.get(i % groups.size()) + ""
    };
    String name = i % 8 == 0 ? "Same name" : odd + i % 11;
    return i % 10 == 1
        ? source.already(name, fields)
        : source.alreadyWithFace(10_000 + i, name, fields);
  }

  private static void device(World world, int i, List<Long> groups) {
    Instant now = Instant.now();
    boolean fresh = groups.isEmpty();
    world
        .server()
        .bystander()
        .addDevice(
            new Device(
                0,
                "SN-" + i,
                fresh ? "new" : "Gate " + AWKWARD.get(i),
                fresh ? "" : "Floor " + i,
                fresh ? "" : "=door",
                fresh ? 0 : i % 2,
                groups,
                2,
                "10.0.0." + i,
                "1.0",
                now,
                now));
  }

  /** Their windows are known to the data folder that has sent them. */
  private void guests() {
    for (int i = 0; i < GUESTS; i++) {
      source.guest("Guest " + i % 3, "1380" + (1_000_000 + i)).with("remark", "r" + i);
    }
    Imported guests = source.run();
    assertThat(guests.endings()).as(guests.err()).containsOnly("CREATED");
  }
}
