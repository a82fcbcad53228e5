package dev.senselink.batch.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.senselink.batch.api.SecretText;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.RetryingClient;
import dev.senselink.batch.api.client.RetryingClient.Patience;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.enrol.lookup.ServerPlaces;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.job.StoppedException;
import dev.senselink.batch.roster.cell.DepartmentCell;
import dev.senselink.batch.roster.cell.GroupName;
import dev.senselink.batch.roster.cell.GroupsCell;
import dev.senselink.batch.sandbox.Sandbox;
import dev.senselink.batch.sandbox.fault.FaultRule;
import dev.senselink.batch.sandbox.world.CommittedChange;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Departments and groups that the roster names and the server lacks. */
@Timeout(600)
class MissingPlaceCreatorTest {
  private Sandbox sandbox;
  private SenseLinkClient client;
  private RetryingClient server;
  private ServerPreflight site;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    ServerSettings settings =
        ServerSettings.of(sandbox.url(), sandbox.appKey(), SecretText.of(sandbox.appSecret()))
            .withTimeout(Duration.ofSeconds(2));
    client = SenseLinkClient.open(settings);
    Patience patience =
        Patience.of(4, Duration.ofSeconds(5), Duration.ofSeconds(5))
            .withBackoff(Duration.ofMillis(20), Duration.ofMillis(50));
    server = new RetryingClient(client, patience);
    site = ServerPreflight.ask(server, "sandbox", 1);
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  private MissingPlaceCreator creator() {
    return new MissingPlaceCreator(server, site, site.places());
  }

  private MissingPlaceCreator.Missing missing(List<String> departments, List<String> groups)
      throws UnansweredException {
    List<GroupName> names =
        groups.stream().flatMap(text -> GroupsCell.parse(text).groups().stream()).toList();
    return MissingPlaceCreator.find(
        site.places(), departments.stream().map(DepartmentCell::parse).toList(), names);
  }

  private List<String> committed() {
    return sandbox.commits().stream().map(c -> c.operation() + " " + c.name()).toList();
  }

  @Test
  void what_the_server_has_is_not_missing() throws UnansweredException {
    assertThat(missing(List.of(), List.of("默认组")).isEmpty()).isTrue();
    assertThat(missing(List.of("A/B"), List.of("X;#1")))
        .isEqualTo(new MissingPlaceCreator.Missing(List.of(List.of("A", "B")), List.of("X")));
  }

  @Test
  void parents_are_made_first_and_each_place_once() throws UnansweredException {
    MissingPlaceCreator creator = creator();

    ServerPlaces places =
        creator.create(missing(List.of("A/B/C", "A/B", "A/D"), List.of("X", "Y;X")));

    assertThat(committed())
        .containsExactly(
            "createGroup X",
            "createGroup Y",
            "createDepartment A",
            "createDepartment B",
            "createDepartment C",
            "createDepartment D");
    assertThat(places.byPath(List.of("A", "B", "C"))).isPresent();
    assertThat(creator.createdDepartments())
        .extracting(text -> text.replaceFirst(" \\(nearest.*", ""))
        .containsExactly("A", "A/B", "A/B/C", "A/D");
  }

  @Test
  void what_was_made_is_told_with_the_nearest_name_that_was_there_before()
      throws UnansweredException {
    creator().create(missing(List.of(), List.of("Reception")));
    site = ServerPreflight.ask(server, "sandbox", 1);
    MissingPlaceCreator creator = creator();

    creator.create(missing(List.of(), List.of("Receptoin")));

    assertThat(creator.createdGroups()).containsExactly("Receptoin (nearest before: Reception)");
  }

  static Stream<Arguments> unclear() {
    return Stream.of(
        Arguments.of("lost after the commit", FaultRule.on("createDepartment").after().reset()),
        Arguments.of("cut after the commit", FaultRule.on("createDepartment").after().truncated()),
        Arguments.of("500 after", FaultRule.on("createDepartment").after().status(500)),
        Arguments.of("50001 after", FaultRule.on("createDepartment").after().apiCode(50001)),
        Arguments.of("silence after", FaultRule.on("createDepartment").after().noAnswer()),
        Arguments.of("lost before", FaultRule.on("createDepartment").before().reset()),
        Arguments.of("503 before", FaultRule.on("createDepartment").before().status(503)),
        Arguments.of("group lost after", FaultRule.on("createGroup").after().reset()),
        Arguments.of("group 99999 after", FaultRule.on("createGroup").after().apiCode(99999)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unclear")
  void an_unclear_answer_makes_nothing_twice(String what, FaultRule.Builder fault)
      throws UnansweredException {
    sandbox.script(fault.call(1).build());
    MissingPlaceCreator creator = creator();

    ServerPlaces places = creator.create(missing(List.of("A/B"), List.of("X")));

    assertThat(sandbox.commits()).extracting(CommittedChange::name).containsExactly("X", "A", "B");
    assertThat(places.byPath(List.of("A", "B"))).isPresent();
    assertThat(creator.createdGroups()).hasSize(1);
    assertThat(creator.createdDepartments()).hasSize(2);
  }

  @Test
  void what_somebody_else_made_meanwhile_is_taken_and_not_told_as_ours()
      throws UnansweredException {
    MissingPlaceCreator.Missing missing = missing(List.of("A"), List.of());
    creator().create(missing);
    MissingPlaceCreator late = creator();

    ServerPlaces places = late.create(missing);

    assertThat(committed()).containsExactly("createDepartment A");
    assertThat(places.byPath(List.of("A"))).isPresent();
    assertThat(late.createdDepartments()).isEmpty();
  }

  @Test
  void a_refusal_stops_the_run_with_its_reason() throws UnansweredException {
    sandbox.script(FaultRule.on("createGroup").before().apiCode(20001).build());
    MissingPlaceCreator.Missing missing = missing(List.of(), List.of("X"));

    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> creator().create(missing))
        .withMessageContaining("20001");
  }
}
