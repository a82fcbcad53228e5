package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.AddToGroup;
import dev.senselink.batch.api.organisation.CreateDepartment;
import dev.senselink.batch.api.organisation.CreateGroup;
import dev.senselink.batch.api.organisation.DeleteDepartment;
import dev.senselink.batch.api.organisation.DeleteDevice;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.DepartmentTree;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.GetCompany;
import dev.senselink.batch.api.organisation.GetDepartment;
import dev.senselink.batch.api.organisation.ListDevices;
import dev.senselink.batch.api.organisation.ListGroups;
import dev.senselink.batch.api.organisation.RemoveFromGroup;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.api.organisation.UpdateDevice;
import dev.senselink.batch.api.organisation.UpdateGroup;
import dev.senselink.batch.api.people.CheckFaces;
import dev.senselink.batch.api.people.CheckQuality;
import dev.senselink.batch.api.people.CreateGuest;
import dev.senselink.batch.api.people.CreateUser;
import dev.senselink.batch.api.people.DeleteGuest;
import dev.senselink.batch.api.people.DeleteUser;
import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.UpdateGuest;
import dev.senselink.batch.api.people.UpdateUser;
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
            new GetCompany(),
            new ListDevices(),
            new UpdateDevice(28, door),
            new DeleteDevice(28),
            new CreateUser(Clients.ana()),
            new UpdateUser(5, Clients.ana()),
            new DeleteUser(5),
            new CreateGuest(guest),
            new UpdateGuest(5, guest),
            new DeleteGuest(5),
            ListUsers.byId(65838),
            new CreateGroup("G", 1),
            new ListGroups(0),
            new UpdateGroup(3, "G", 1),
            new AddToGroup(3, List.of(5L, 6L)),
            new RemoveFromGroup(3, List.of(5L)),
            new ListRecords(records, 50),
            new CheckFaces(PHOTO),
            new CheckQuality(PHOTO),
            new DepartmentTree(),
            new DepartmentByCode("003"),
            new GetDepartment(2),
            new CreateDepartment(0, "D", 55505L, "003"),
            new UpdateDepartment(2, 0, "D", 55505L, null),
            new DeleteDepartment(2))) {
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
