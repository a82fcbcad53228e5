package dev.senselink.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import dev.senselink.batch.sandbox.world.Device;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code device list}, {@code device update} and {@code device delete}. */
@Tag("slow")
class DeviceCommandsTest {
  @TempDir Path folder;
  private Shell shell;
  private long door;

  @BeforeEach
  void open() {
    shell = Shell.in(folder);
    shell.sandbox().bystander().addGroup("Office", 1);
    shell.sandbox().bystander().addGroup("A, B", 1);
    door = shell.sandbox().bystander().addDevice(door());
  }

  @AfterEach
  void close() {
    shell.close();
  }

  private static Device door() {
    Instant now = Instant.now();
    List<Long> groups = List.of(1L, 2L);
    return new Device(0, "SPS-1", "Door", "Lobby", "by the lift", 1, groups, 2, "", null, now, now);
  }

  private Device now() {
    return shell.sandbox().bystander().devices().stream()
        .filter(device -> device.id() == door)
        .findFirst()
        .orElseThrow();
  }

  private Shell.Told update(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "device";
    args[1] = "update";
    args[2] = "" + door;
    System.arraycopy(options, 0, args, 3, options.length);
    return shell.run(args);
  }

  @Test
  void devices_are_listed_over_all_pages() {
    for (int i = 2; i <= 120; i++) {
      Device one = door();
      shell.sandbox().bystander().addDevice(one);
    }

    Shell.Told told = shell.run("device", "list");

    assertThat(told.exit()).isZero();
    assertThat(told.out().lines()).hasSize(122);
    assertThat(told.out()).contains("Door       Lobby     1          默认组        默认组        SPS-1");
    JsonNode rows = shell.run("device", "list", "--json").json();
    assertThat(rows).hasSize(121);
    assertThat(rows.get(0).path("device").path("sn").asString()).startsWith("SKP-");
    assertThat(rows.get(0).path("device_type").path("identifier").asString()).isEqualTo("SKP");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--name Gate | Gate | Lobby | by the lift | 1 | 1,2",
        "--location  | Door | '' | by the lift | 1 | 1,2",
        "--description | Door | Lobby | '' | 1 | 1,2",
        "--direction 0 | Door | Lobby | by the lift | 0 | 1,2",
        "--staff-groups Office | Door | Lobby | by the lift | 1 | 3,2",
        "--staff-groups none | Door | Lobby | by the lift | 1 | 2",
        "--guest-groups none | Door | Lobby | by the lift | 1 | 1",
        "--staff-groups Office,#1 | Door | Lobby | by the lift | 1 | 3,1,2",
        "--staff-groups 3 | Door | Lobby | by the lift | 1 | 3,2",
        "--staff-groups A\\,_B | Door | Lobby | by the lift | 1 | 4,2",
      })
  void nothing_changes_but_what_is_named(
      String option, String name, String location, String description, long direction, String ids) {
    String[] words = option.split(" ", 2);

    Shell.Told told =
        update(words[0], words.length < 2 ? "" : words[1].strip().replace('_', ' '), "--json");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.json().path("ldid").asString()).isEqualTo("SPS-1");
    Device now = now();
    assertThat(now.name()).isEqualTo(name);
    assertThat(now.location()).isEqualTo(location);
    assertThat(now.description()).isEqualTo(description);
    assertThat(now.direction()).isEqualTo(direction);
    assertThat(now.groups()).extracting(String::valueOf).containsExactly(ids.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device update DOOR | 2 | --name",
        "device update DOOR --staff-groups Nowhere | 2 | Office (#3, staff)",
        "device update DOOR --guest-groups Office | 2 | no group Office",
        "device update DOOR --staff-groups #99 | 3 | 620",
        "device update 99 --name x | 3 | code 620",
        "device update x --name x | 2 | a whole number",
        "device delete DOOR | 2 | --yes",
        "device delete 99 --yes | 3 | code 620",
        "device | 2 | list, update, delete",
      })
  void what_cannot_be_done_is_told_and_changes_nothing(String command, int exit, String words) {
    Device before = now();
    int commits = shell.sandbox().commits().size();

    Shell.Told told = shell.run(command.replace("DOOR", "" + door).split(" "));

    assertThat(told.exit()).isEqualTo(exit);
    assertThat(told.err()).contains(words);
    assertThat(now()).isEqualTo(before);
    assertThat(shell.sandbox().commits()).hasSize(commits);
  }

  @Test
  void a_refusal_is_told_with_its_code_in_words() {
    shell.sandbox().script(FaultRule.on("updateDevice").before().apiCode(30001).build());

    Shell.Told told = update("--name", "Gate", "--json");

    assertThat(told.exit()).isEqualTo(3);
    assertThat(told.err()).contains("could not update device " + door, "30001", "length");
    assertThat(told.json().path("exitCode").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"after, 1", "before, 2"})
  void an_update_whose_answer_is_lost_is_looked_for_before_it_is_sent_again(
      String phase, int calls) {
    FaultRule.Builder fault = FaultRule.on("updateDevice").reset().call(1);
    shell.sandbox().script((phase.equals("after") ? fault.after() : fault.before()).build());

    Shell.Told told = update("--name", "Gate", "--json");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.json().path("name").asString()).isEqualTo("Gate");
    assertThat(now().name()).isEqualTo("Gate");
    assertThat(shell.sandbox().calls())
        .filteredOn(call -> call.operation().equals("updateDevice"))
        .hasSize(calls);
  }

  @Test
  void a_change_nobody_can_tell_of_is_told_as_such() {
    shell.sandbox().script(FaultRule.on("updateDevice").before().apiCode(50002).build());

    Shell.Told told = update("--name", "Gate", "--tries", "2");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.err()).contains("is not known");
  }

  @Test
  void a_change_is_told_as_unknown_too_when_the_server_then_lets_nobody_in() {
    shell.sandbox().script(FaultRule.on("updateDevice").after().reset().call(1).build());
    shell.sandbox().script(FaultRule.on("listDevices").apiCode(20002).fromCall(2).build());

    Shell.Told told = update("--name", "Gate");

    assertThat(told.exit()).isEqualTo(4);
    assertThat(told.err()).contains("20002", "is not known");
  }

  @Test
  void a_table_speaks_the_language_that_was_asked_for_and_json_none() {
    assertThat(shell.run("device", "list", "--lang", "zh").out()).contains("序列号", "员工组");
    assertThat(shell.run("device", "delete", "99", "--yes", "--lang", "zh").err())
        .contains("未能删除设备 99", "620");
    assertThat(shell.run("device", "list", "--lang", "zh", "--json").out()).contains("\"sn\"");
  }

  @Test
  void a_device_is_deleted_once() {
    shell.sandbox().script(FaultRule.on("deleteDevice").after().reset().call(1).build());

    Shell.Told told = shell.run("device", "delete", "" + door, "--yes", "--json");

    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.json().path("deleted").get(0).asLong()).isEqualTo(door);
    assertThat(told.json().path("failed")).isEmpty();
    assertThat(shell.sandbox().bystander().devices()).hasSize(1);
    assertThat(shell.sandbox().commits())
        .extracting(CommittedChange::operation)
        .containsOnlyOnce("deleteDevice");
  }
}
