package dev.senselink.batch.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.Company;
import dev.senselink.batch.api.organisation.Department;
import dev.senselink.batch.api.organisation.DepartmentByCode;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.organisation.DeviceFields;
import dev.senselink.batch.api.organisation.GroupMemberIds;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.organisation.UpdateDepartment;
import dev.senselink.batch.api.people.FetchImage;
import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.GuestVisit;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.people.PhotoQuality;
import dev.senselink.batch.api.people.UserFields;
import dev.senselink.batch.api.records.AccessRecord;
import dev.senselink.batch.api.records.CountRecords;
import dev.senselink.batch.api.records.ListRecords;
import dev.senselink.batch.api.records.RecordFilter;
import dev.senselink.batch.api.records.RecordPage;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How each call reads its answer: the manual's own samples, and how servers stray from them. */
@Tag("slow")
class CallsTest {
  private static final byte[] PHOTO = {1};

  /** Of no other call: at a wrong address of images all else goes on. */
  @ParameterizedTest
  @ValueSource(ints = {50004, 404})
  void a_code_of_a_wrong_address_or_that_nobody_knows_is_of_the_one_image(int code) {
    assertThat(new FetchImage("a").classOf(code)).isEqualTo(ErrorCategory.NOT_FOUND);
    assertThat(new FetchImage("a").classOf(20001)).isEqualTo(ErrorCategory.FATAL);
    assertThat(new FetchImage("a").classOf(50002)).isEqualTo(ErrorCategory.TRANSIENT);
  }

  @Test
  void the_company_of_the_manual() throws UnexpectedAnswerException {
    Company company =
        OrganisationCalls.company()
            .read(
                json(
                    """
                    {"code":200,"message":"OK","data":{"id":58,"name":"商汤科技(深圳)有限公司",
                    "logo":"5b238d7ec6681b0001466d5e","contact":"张三",
                    "createAt":"2018-05-28 17:31:32.0","validFrom":"2018-06-15 00:00:00.0",
                    "validTo":"2018-07-31 00:00:00.0","threshold":0.85,"language":"zh"}}"""));

    assertThat(company.id()).isEqualTo(58);
    assertThat(company.name()).isEqualTo("商汤科技(深圳)有限公司");
    assertThat(company.validTo()).isEqualTo("2018-07-31 00:00:00");
    assertThat(company.welcome()).isEmpty();
  }

  @Test
  void a_person_of_the_manual() throws UnexpectedAnswerException {
    Person person =
        PeopleCalls.createUser(Clients.ana())
            .read(
                json(
                    """
                    {"code":200,"data":{"id":65838,"name":"1312313123123122",
                    "avatar":"5cbe78b135060d0001750ef5","mobile":"","remark":"","type":1,
                    "birthday":"","mail":null,"position":null,"location":null,
                    "groupList":[{"id":1,"name":"默认组","type":1}],"gender":1,"ic_number":"",
                    "id_number":"te9+d6aXoDe5zTCUywgn9+zmx4HE1B4W","job_number":"",
                    "company_id":1,"create_at":"2019-04-23 10:30:08",
                    "update_at":"2019-04-23 10:30:08","department_id":0,"area_code":null,
                    "entry_time":"2018-9-10","country_code":null,"place_code":null,
                    "staff_type":0}}"""));

    assertThat(person.id()).isEqualTo(65838);
    assertThat(person.type()).isEqualTo(Person.STAFF);
    assertThat(person.avatarId()).isEqualTo("5cbe78b135060d0001750ef5");
    assertThat(person.groups()).containsExactly(new GroupReference(1, "默认组", 1));
    assertThat(person.gender()).isEqualTo(1);
    assertThat(person.mail()).isEmpty();
    assertThat(person.encryptedIdNumber()).isEqualTo("te9+d6aXoDe5zTCUywgn9+zmx4HE1B4W");
    assertThat(person.departmentId()).isZero();
    assertThat(person.entryTime()).isEqualTo("2018-9-10");
    assertThat(person).hasToString("person 65838");
  }

  @Test
  void a_visitor_of_the_manual() throws UnexpectedAnswerException {
    List<Person> people =
        ListUsers.byId(65833)
            .read(
                json(
                    """
                    {"code":200,"data":[{"id":65833,"name":"11111111","mobile":"35123123",
                    "type":2,"groups":[{"id":2,"name":"默认组","type":2}],"id_number":"",
                    "reception_user_id":0,"date_time_from":"2019-01-01 12:00:01.0",
                    "date_time_to":"2019-01-21 06:00:01.0"},{"id":5}]}"""));

    assertThat(people)
        .singleElement()
        .satisfies(
            person -> {
              assertThat(person.type()).isEqualTo(Person.GUEST);
              assertThat(person.groups()).hasSize(1);
              assertThat(person.encryptedIdNumber()).isNull();
              assertThat(person.receptionUserId()).isZero();
              assertThat(person.dateTimeTo()).isEqualTo("2019-01-21 06:00:01");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':1} | null | null",
        "{'id':1,'groupList':null,'gender':null} | null | null",
        "{'id':1,'groupList':[],'gender':'2'} | [] | 2",
        "{'id':1,'groups':[{'id':'3','name':null}],'gender':''} | [GroupReference[id=3, name=, type=0]] | null",
        "{'id':1,'groupList':[{},null,{'id':4,'type':'2'}]} | [GroupReference[id=4, name=, type=2]] | null",
        "{'id':1,'groupList':'1,2','gender':'male'} | null | null",
      })
  void what_the_server_does_not_say_is_not_made_up(String person, String groups, String gender) {
    Person read = Person.read(json(person.replace('\'', '"')));

    assertThat(String.valueOf(read == null ? "" : read.groups())).isEqualTo(groups);
    assertThat(String.valueOf(read == null ? "" : read.gender())).isEqualTo(gender);
  }

  @Test
  void names_in_both_spellings_are_understood() {
    Person person =
        Person.read(
            json(
                """
                {"id":1,"jobNumber":"A1","icNumber":"I","areaCode":"86","updateAt":"x",
                "departmentId":"4","entryTime":"e"}"""));

    assertThat(person)
        .extracting(
            Person::jobNumber,
            Person::icNumber,
            Person::areaCode,
            Person::updateAt,
            Person::departmentId,
            Person::entryTime)
        .containsExactly("A1", "I", "86", "x", 4L, "e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'2019-04-23 03:01:44.0' | 2019-04-23 03:01:44",
        "'2019-04-23 03:01:44' | 2019-04-23 03:01:44",
        "1551944533 | 2019-03-07T07:42:13Z",
        "1551944533000 | 2019-03-07T07:42:13Z",
        "null | ``",
        "{} | ``",
      })
  void times_come_in_several_shapes(String value, String expected) {
    Person person = Person.read(json("{\"id\":1,\"update_at\":" + value.replace('\'', '"') + "}"));

    assertThat(person == null ? "nobody" : person.updateAt()).isEqualTo(expected);
  }

  @Test
  void the_devices_of_the_manual() throws UnexpectedAnswerException {
    List<Device> devices =
        OrganisationCalls.devices()
            .read(
                json(
                    """
                    {"code":200,"data":{"total":2,"pageNum":1,"size":3,"totalPage":1,"data":[
                    {"device_type":{"id":47,"name":"SenseKeeper"},"device":{"id":28,
                    "sn":"SKP-e6f9","name":"keeper713","direction":0,"location":"713","ip":"",
                    "status":2,"groups":[{"id":214,"name":"默认组","type":1},{"name":"no id"}],
                    "description":null,"software_version":null}},
                    {"id":"31","ldid":"SPS-1"},
                    {"device":{"id":28,"name":"twice"}}]}}"""));

    assertThat(devices).extracting(Device::id).containsExactly(28L, 31L);
    assertThat(devices.get(0))
        .isEqualTo(
            new Device(
                28,
                "SKP-e6f9",
                "keeper713",
                "713",
                "",
                0L,
                2L,
                null,
                "",
                "",
                List.of(new GroupReference(214, "默认组", 1)),
                "SenseKeeper",
                "",
                ""));
    assertThat(devices.get(1).sn()).isEqualTo("SPS-1");
    assertThat(devices.get(1).direction()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'total':17,'data':[{}]}} | 17",
        "{'data':{'data':[{}]}} | 1",
        "{'data':[]} | 0",
      })
  void records_are_counted_by_the_total_or_as_they_come(String body, long count)
      throws UnexpectedAnswerException {
    CountRecords call = new CountRecords(Instant.EPOCH, Instant.ofEpochSecond(86_400));

    assertThat(call.read(json(body.replace('\'', '"')))).isEqualTo(count);
    assertThat(call.form().texts())
        .containsEntry("startTime", "0")
        .containsEntry("endTime", "86400");
  }

  @Test
  void without_a_list_no_records_are_counted() {
    CountRecords call = new CountRecords(Instant.EPOCH, Instant.EPOCH);

    assertThatThrownBy(() -> call.read(json("{\"data\":null}")))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':200,'face_number':4} | 4",
        "{'code':200,'face_number':'1','data':9} | 1",
        "{'code':200,'data':2} | 2",
        "{'code':200,'data':'2'} | 2",
        "{'code':200,'data':{'face_number':3}} | 3",
        "{'code':200,'face_number':null,'data':{'face_number':0}} | 0",
      })
  void faces_are_counted_in_one_of_three_places(String body, int faces)
      throws UnexpectedAnswerException {
    assertThat(PeopleCalls.countFaces(PHOTO).read(json(body.replace('\'', '"')))).isEqualTo(faces);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'data':null}", "{'data':{}}", "{'data':-1}", "{'data':'one'}"})
  void without_a_number_of_faces_nothing_is_known(String body) {
    assertThatThrownBy(() -> PeopleCalls.countFaces(PHOTO).read(json(body.replace('\'', '"'))))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void the_quality_is_decided_by_its_code() throws UnexpectedAnswerException {
    PhotoQuality bad =
        PeopleCalls.checkQuality(PHOTO)
            .read(
                json(
                    """
                    {"code":200,"data":{"qa_code":1030301,
                    "qa_desc":"the face pose pitch score is [22.19]-float",
                    "qa_msg":"BAN:the face pose pitch is substandard"}}"""));
    PhotoQuality good =
        PeopleCalls.checkQuality(PHOTO).read(json("{\"data\":{\"qa_code\":\"0\"}}"));

    assertThat(bad.qaCode()).isEqualTo(1030301);
    assertThat(bad.passes()).isFalse();
    assertThat(bad.description()).contains("22.19");
    assertThat(good.passes()).isTrue();
    assertThatThrownBy(() -> PeopleCalls.checkQuality(PHOTO).read(json("{\"data\":{}}")))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':0,'name':'Co','children':[{'id':1,'children':[{'id':3,'children':[{}]}]}]} | 0(1(3))",
        "[{'id':0,'children':[{'id':1},{'id':2}]}] | 0(1 2)",
        "[{'id':1},{'id':2,'children':null}] | 0(1 2)",
        "[{'id':1}] | 0(1)",
        "[] | 0",
      })
  void a_department_tree_is_an_object_or_an_array(String data, String expected)
      throws UnexpectedAnswerException {
    DepartmentNode root =
        OrganisationCalls.departments().read(json("{\"data\":" + data.replace('\'', '"') + "}"));

    assertThat(drawn(root)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'data':null}", "{'data':{}}", "{'data':'x'}"})
  void without_a_tree_there_is_no_answer(String body) {
    assertThatThrownBy(() -> OrganisationCalls.departments().read(json(body.replace('\'', '"'))))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'code':200,'data':{'id':11,'name':'N','code':'003','parent_id':0}} | Answer",
        "{'code':200,'data':null} | Refusal[620, NOT_FOUND]",
        "{'code':200,'data':{}} | Refusal[620, NOT_FOUND]",
        "{'code':200} | Refusal[620, NOT_FOUND]",
        "{'code':620} | Refusal[620, NOT_FOUND]",
        "{'code':30001} | Refusal[30001, NOT_FOUND]",
        "{'code':77777} | Refusal[77777, NOT_FOUND]",
        "{'code':30004} | Refusal[30004, ROW_INVALID]",
        "{'code':10005} | Refusal[10005, FATAL]",
      })
  void an_unknown_department_code_is_no_mistake(String body, String expected) {
    try (ScriptedServer server =
            ScriptedServer.answering(
                ScriptedServer.json("{\"code\":200,\"data\":{\"id\":1}}"),
                ScriptedServer.json(body.replace('\'', '"')));
        SenseLinkClient client = Clients.to(server)) {
      client.send(OrganisationCalls.company());

      assertThat(client.send(new DepartmentByCode("003"))).hasToString(expected);
    }
  }

  @Test
  void an_update_that_says_nothing_was_one_all_the_same() throws UnexpectedAnswerException {
    Person echo =
        PeopleCalls.updateUser(9, Clients.ana()).read(json("{\"code\":200,\"data\":null}"));

    assertThat(echo.id()).isEqualTo(9);
    assertThat(echo.groups()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'data':null}", "{'data':{'name':'G'}}", "{'data':[]}"})
  void what_was_created_has_an_id(String body) {
    JsonNode envelope = json(body.replace('\'', '"'));
    List<Call<?>> creates =
        List.of(
            PeopleCalls.createUser(Clients.ana()),
            PeopleCalls.createGuest(guest()),
            OrganisationCalls.createGroup("G", 1),
            OrganisationCalls.createDepartment(0, "D", null, null));

    for (Call<?> create : creates) {
      assertThatThrownBy(() -> create.read(envelope)).isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @Test
  void the_answer_to_a_device_of_the_manual_says_the_type_of_a_group_by_its_list()
      throws UnexpectedAnswerException {
    JsonNode answer =
        json(
            """
            {"code":200,"data":{"id":37,"name":"设备","location":"123","state":0,"description":"",
            "direction":1,"ldid":"SPS-4c88","type_id":4,"type_name":"SensePass","user_group":
            [{"id":1,"name":"默认组","person_count":8657}],"guest_group":[{"id":"2"}]}}""");
    DeviceFields fields = new DeviceFields("设备", "123", "", 1L, List.of(1L), List.of(2L));

    Device device = OrganisationCalls.updateDevice(37, fields).read(answer);

    assertThat(device.sn()).isEqualTo("SPS-4c88");
    assertThat(device.online()).isFalse();
    assertThat(device.typeName()).isEqualTo("SensePass");
    assertThat(DeviceFields.of(device)).isEqualTo(fields);
    assertThatThrownBy(() -> OrganisationCalls.updateDevice(37, fields).read(json("{}")))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void a_department_is_sent_again_as_it_is_but_for_what_changes() {
    Department now = new Department(2, "工程院", "", 7L, 55505L);

    UpdateDepartment same = UpdateDepartment.keeping(now);

    assertThat(same).isEqualTo(new UpdateDepartment(2, 7, "工程院", 55505L, null));
    assertThat(same.withLeader(null).form().texts())
        .containsEntry("code", "")
        .doesNotContainKey("leaderId");
    assertThat(same.withName("D").withParent(0).withCode("C").withLeader(6L))
        .isEqualTo(new UpdateDepartment(2, 0, "D", 6L, "C"));
  }

  @Test
  void members_are_named_once_each_and_in_parts_the_server_takes() {
    List<Long> many = LongStream.rangeClosed(1, 4_001).boxed().toList();

    assertThat(GroupMemberIds.parts(many)).extracting(List::size).containsExactly(2_000, 2_000, 1);
    assertThat(GroupMemberIds.parts(List.of(5L, 6L, 5L))).containsExactly(List.of(5L, 6L));
    assertThat(GroupMemberIds.parts(List.of())).isEmpty();
    for (List<Long> wrong : List.of(many, List.<Long>of())) {
      assertThatThrownBy(() -> OrganisationCalls.addToGroup(1, wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> OrganisationCalls.removeFromGroup(1, wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_record_is_read_under_both_spellings() {
    String listed =
        """
        {"id":535344,"userId":55591,"name":"张三","avatar":"5c94","icNumber":"13123",
        "idNumber":"wFru","jobNumber":"183719","receptionUserId":0,"receptionUserName":"",
        "groupId":0,"groupName":null,"groups":[{"id":1,"name":"默认组","type":1}],"sn":"SPS-9f5f",
        "deviceName":"hb","direction":0,"signAvatar":"5cd2","signBgAvatar":"5cd3",
        "signDate":"2019-05-08","signTime":1557328420,"type":1,"mobile":"18682217152",
        "remark":null,"entryMode":1}""";
    String pushed =
        listed
            .replace("\"name\":\"张三\"", "\"userName\":\"张三\"")
            .replace("\"sn\"", "\"deviceSN\"")
            .replace("\"type\":1,\"mobile\"", "\"userType\":\"1\",\"mobile\"")
            .replace("avatar", "originAvatar")
            .replace("1557328420", "1557328420123");

    for (String text : List.of(listed, pushed)) {
      assertThat(AccessRecord.read(json(text)))
          .isEqualTo(
              new AccessRecord(
                  535344,
                  55591L,
                  "张三",
                  "5c94",
                  "18682217152",
                  "13123",
                  "wFru",
                  "183719",
                  0L,
                  "",
                  0L,
                  "",
                  List.of(new GroupReference(1, "默认组", 1)),
                  "SPS-9f5f",
                  "hb",
                  0L,
                  "5cd2",
                  "5cd3",
                  "2019-05-08",
                  1557328420L,
                  1,
                  "",
                  1,
                  json(text)))
          .hasToString("record 535344");
    }
    assertThat(AccessRecord.read(json("{\"name\":\"no id\"}"))).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':{'total':9,'pageNum':1,'totalPage':5,'data':[{'id':7}]}} | 1 | 2",
        "{'data':{'total':9,'pageNum':1,'totalPage':1,'data':[{'id':7}]}} | 1 | 0",
        "{'data':{'data':[{'id':7},{'id':8}]}} | 2 | 2",
        "{'data':{'data':[]}} | 0 | 0",
        "{'data':[{'id':7}]} | 1 | 0",
        "{'data':{'totalPage':5,'data':[{'id':99}]}} | 0 | 2",
        "{'data':{'totalPage':5,'data':[{'id':7,'signTime':1}]}} | 0 | 2",
        "{'data':{'totalPage':5,'data':[{'id':7,'type':2}]}} | 0 | 2",
        "{'data':{'totalPage':5,'data':[{'id':7,'sn':'other'}]}} | 0 | 2",
        "{'data':{'totalPage':5,'data':[{'id':10,'sn':'S','type':1,'signTime':100}]}} | 1 | 2",
      })
  void a_page_of_records_holds_what_was_asked_for_and_names_the_next(
      String body, int records, int next) throws UnexpectedAnswerException {
    RecordFilter filter =
        RecordFilter.between(Instant.ofEpochSecond(100), Instant.ofEpochSecond(200))
            .ofType(1)
            .atDevice("S")
            .ofIds(null, 10L);

    RecordPage page = new ListRecords(filter, 50).read(json(body.replace('\'', '"')));

    assertThat(page.records()).hasSize(records);
    assertThat(page.next()).isEqualTo(next == 0 ? null : new ListRecords(filter, next, 50));
  }

  @Test
  void a_record_with_a_time_nobody_can_have_seen_belongs_to_everything()
      throws UnexpectedAnswerException {
    JsonNode wild =
        json("{\"data\":[{\"id\":1,\"signTime\":-5},{\"id\":2,\"signTime\":9999999999}]}");

    assertThat(new ListRecords(RecordFilter.everything(), 50).read(wild).records()).hasSize(2);
    RecordFilter some = RecordFilter.everything().within(Instant.ofEpochSecond(1), Instant.now());
    assertThat(new ListRecords(some, 50).read(wild).records()).isEmpty();
  }

  @Test
  void one_more_record_is_asked_for_at_each_end_since_the_ends_may_not_count() {
    RecordFilter filter =
        RecordFilter.between(Instant.ofEpochSecond(100), Instant.ofEpochSecond(200));

    assertThat(new ListRecords(filter, 50).form().texts())
        .containsOnlyKeys("startTime", "endTime", "page", "size")
        .containsEntry("startTime", "99")
        .containsEntry("endTime", "201");
    assertThat(new ListRecords(filter.ofIds(5L, 9L), 50).form().texts())
        .containsEntry("startRecordId", "4")
        .containsEntry("endRecordId", "10");
    assertThat(filter.within(Instant.EPOCH, Instant.EPOCH).form().texts())
        .containsEntry("startTime", "0");
    assertThatThrownBy(() -> new ListRecords(filter, 0, 50))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ListRecords(filter, 50).read(json("{}")))
        .isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void what_the_server_said_can_be_kept_in_its_own_words_over_all_pages()
      throws UnexpectedAnswerException {
    JsonNode first =
        json(
            """
            {"code":200,"data":{"pageNum":1,"totalPage":2,"data":[
            {"device_type":{"id":47},"device":{"id":28,"odd":"kept"}}]}}""");
    JsonNode second =
        json(
            """
            {"code":200,"data":{"pageNum":2,"totalPage":2,"data":[
            {"device":{"id":28}},{"device":{"id":31}}]}}""");
    WithRawJson<List<Device>> call = new WithRawJson<>(OrganisationCalls.devices());

    Call<WithRawJson.Said<List<Device>>> next = call.following(first, call.read(first));

    WithRawJson.Said<List<Device>> said = next == null ? call.read(first) : next.read(second);
    assertThat(next == null ? null : next.form().texts()).containsEntry("page", "2");
    assertThat(said.value()).extracting(Device::id).containsExactly(28L, 31L);
    assertThat(said.rows("device"))
        .extracting(row -> row.path("device").path("id").asLong())
        .containsExactly(28L, 31L);
    assertThat(said.rows("device").get(0).path("device").path("odd").asString()).isEqualTo("kept");
    assertThat(said.data()).isEqualTo(second.path("data"));
  }

  @Test
  void the_answer_to_a_guest_of_the_manual() throws UnexpectedAnswerException {
    JsonNode answer =
        json(
            """
            {"code":200,"data":{"id":65833,"name":"11111111","avatar":"5cbe739e35060d0001750edb",
            "mobile":"35123123","remark":"","groups":[{"id":2,"name":"默认组","type":2}],
            "ic_number":"","id_number":"jwS7LXdgbXQ=","company_id":1,"reception_user_id":0,
            "reception_user_name":null,"group_count":1,"date_time":"2019-01-01 12:00:01.0",
            "date_time_from":"2019-01-01 12:00:01.0","date_time_to":"2019-01-21 06:00:01.0",
            "create_at":"2019-04-23 10:08:30.0","update_at":"2019-04-23 10:08:30.0"}}""");

    for (Person person :
        List.of(
            PeopleCalls.createGuest(guest()).read(answer),
            PeopleCalls.updateGuest(65833, guest()).read(answer))) {
      assertThat(person.id()).isEqualTo(65833);
      assertThat(person.type()).isEqualTo(Person.GUEST);
      assertThat(person.groups()).containsExactly(new GroupReference(2, "默认组", 2));
      assertThat(person.avatarId()).isEqualTo("5cbe739e35060d0001750edb");
      assertThat(person.encryptedIdNumber()).isEqualTo("jwS7LXdgbXQ=");
      assertThat(person.updateAt()).isEqualTo("2019-04-23 10:08:30");
    }
  }

  private static UserFields guest() {
    GuestVisit visit = new GuestVisit(1, "2019-01-01 12:00:01", "2019-01-21 06:00:01");
    return Clients.ana().with().visit(visit).build();
  }

  private static String drawn(DepartmentNode node) {
    String children = String.join(" ", node.children().stream().map(CallsTest::drawn).toList());
    return node.id() + (children.isEmpty() ? "" : "(" + children + ")");
  }

  private static JsonNode json(String text) {
    return ResponseBody.MAPPER.readTree(text);
  }
}
