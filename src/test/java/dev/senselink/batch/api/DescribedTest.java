package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.fixture.ApiDescription;
import dev.senselink.batch.fixture.ApiDescription.Described;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client speaks as the API description says, each operation of it, and understands it. */
class DescribedTest {
  private static final byte[] PHOTO = {1};
  private static final ApiDescription DESCRIPTION = ApiDescription.read();
  private static final Map<Operation, Call<?>> CALLS = calls();

  private static Map<Operation, Call<?>> calls() {
    DeviceFields door = new DeviceFields("Door", "", "", 0L, List.of(1L, 3L), List.of());
    UserFields guest =
        Clients.ana()
            .with()
            .visit(new GuestVisit(1, "2026-01-01 08:00:00", "2026-01-01 18:00:00"))
            .avatarJpeg(PHOTO)
            .build();
    RecordFilter records =
        RecordFilter.between(Instant.EPOCH, Instant.now()).ofType(3).atDevice("SN").ofIds(1L, 9L);
    Map<Operation, Call<?>> calls = new EnumMap<>(Operation.class);
    for (Call<?> call :
        List.of(
            OrganisationCalls.company(),
            OrganisationCalls.devices(),
            OrganisationCalls.updateDevice(28, door),
            OrganisationCalls.deleteDevice(28),
            PeopleCalls.createUser(Clients.ana()),
            PeopleCalls.updateUser(5, Clients.ana()),
            PeopleCalls.deleteUser(5),
            PeopleCalls.createGuest(guest),
            PeopleCalls.updateGuest(5, guest),
            PeopleCalls.deleteGuest(5),
            ListUsers.byId(65838),
            OrganisationCalls.createGroup("G", 1),
            OrganisationCalls.groups(0),
            OrganisationCalls.updateGroup(3, "G", 1),
            OrganisationCalls.addToGroup(3, List.of(5L, 6L)),
            OrganisationCalls.removeFromGroup(3, List.of(5L)),
            new ListRecords(records, 50),
            PeopleCalls.countFaces(PHOTO),
            PeopleCalls.checkQuality(PHOTO),
            OrganisationCalls.departments(),
            new DepartmentByCode("003"),
            OrganisationCalls.department(2),
            OrganisationCalls.createDepartment(0, "D", 55505L, "003"),
            new UpdateDepartment(2, 0, "D", 55505L, null),
            OrganisationCalls.deleteDepartment(2))) {
      calls.put(call.operation(), call);
    }
    return calls;
  }

  private static Described described(Operation operation) {
    return DESCRIPTION.operations().values().stream()
        .filter(one -> one.section().equals(operation.section()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_operation_that_is_described_has_a_call() {
    assertThat(Arrays.stream(Operation.values()).map(Operation::section))
        .contains(
            DESCRIPTION.operations().values().stream()
                .map(Described::section)
                .toArray(String[]::new));
    assertThat(CALLS).hasSize(25).hasSize(Operation.values().length - 1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FETCH_IMAGE")
  void a_call_goes_where_the_description_says_with_its_fields_and_no_others(Operation operation) {
    Described described = described(operation);
    RequestForm form = CALLS.get(operation).form();
    Set<String> sent = new HashSet<>(form.texts().keySet());
    if (form.photo() != null) {
      sent.add(form.photoField());
    }

    assertThat(operation.method() + " " + operation.path())
        .isEqualTo(described.method() + " " + described.path());
    assertThat(described.fields().keySet()).containsAll(sent);
    assertThat(sent).containsAll(described.required());
    assertThat(operation.changes())
        .isEqualTo(described.id().matches("(create|update|delete|add|remove).*"));
    form.texts()
        .forEach(
            (name, value) -> {
              Object pattern = described.fields().get(name).get("pattern");
              assertThat(value).as(name).matches(pattern == null ? "(?s).*" : pattern.toString());
            });
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FETCH_IMAGE")
  void the_described_answer_is_understood(Operation operation) {
    String answer = ResponseBody.MAPPER.writeValueAsString(described(operation).answer());

    try (ScriptedServer server = ScriptedServer.answering(answer);
        SenseLinkClient client = Clients.to(server)) {
      assertThat(answer).contains("200");
      assertThat(client.send(CALLS.get(operation))).isInstanceOf(Reply.Answer.class);
    }
  }
}
