package dev.senselink.batch.api.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.Clients;
import dev.senselink.batch.api.Operation;
import dev.senselink.batch.api.RequestForm;
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
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the applications of foreign servers read out of every call that carries names and values is
 * what was sent: in parts and queries, with each set-up that is usual. Where no filter says UTF-8,
 * it is at least what they read out of curl's request.
 */
@Tag("slow")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DecodedCallsTest {
  private static final String NAME = "张三𠮷😀&+%41=\"'; ü";
  private static final Set<String> SIGNATURE = Set.of("app_key", "sign", "timestamp");
  private static final ApiDescription DESCRIPTION = ApiDescription.read();

  /** Bytes that look like boundaries and line ends too. */
  private static final byte[] PHOTO = photo();

  @TempDir Path folder;

  static Stream<Arguments> setUps() {
    List<Arguments> all = new ArrayList<>();
    for (Container.Filter filter : Container.Filter.values()) {
      all.add(row("Tomcat 11, Spring MVC", TomcatContainer::current, filter));
      all.add(row("Jetty 12, Spring MVC", JettyContainer::start, filter));
      if (filter != Container.Filter.FORCED) {
        all.add(row("Tomcat 9, servlet", TomcatContainer::old, filter));
        all.add(row("Undertow 2.2, servlet", UndertowContainer::start, filter));
      }
    }
    return all.stream();
  }

  private static Arguments row(String name, Container.Maker maker, Container.Filter filter) {
    return Arguments.of(name, maker, filter);
  }

  @ParameterizedTest(name = "{0}, filter {2}")
  @MethodSource("setUps")
  void the_application_reads_what_was_sent(
      String name, Container.Maker maker, Container.Filter filter) throws Exception {
    int parts = 0;
    int queries = 0;
    int likeCurl = 0;
    try (RequestRecorder recorder = new RequestRecorder();
        Container container =
            maker.start(new Container.SetUp(recorder, filter, "", Map.of(), folder));
        SenseLinkClient client = SenseLinkClient.open(Clients.settings(container.url()))) {
      for (Call<?> call : calls()) {
        recorder.requests().clear();
        client.send(call);
        DecodedRequest ours = own(recorder, call);
        if (ours.method().equals("GET")) {
          assertThat(ours.fields()).isEqualTo(call.form().texts());
          queries++;
          continue;
        }
        assertWhole(ours, call.form());
        if (filter != Container.Filter.NONE || ours.fields().equals(call.form().texts())) {
          assertThat(ours.fields()).isEqualTo(call.form().texts());
          parts++;
          continue;
        }
        DecodedRequest curls = byCurl(container.url(), recorder, call);
        assertThat(ours.fields()).isEqualTo(curls.fields());
        likeCurl++;
      }
      assertThat(parts + likeCurl).isEqualTo(12);
      assertThat(queries).isEqualTo(5);
    }
    System.out.printf(
        Locale.ROOT,
        "%-22s filter %-10s  queries as sent: %d, multipart as sent: %2d, wrong as curl's: %2d%n",
        name,
        filter,
        queries,
        parts,
        likeCurl);
  }

  private static List<Call<?>> calls() {
    UserFields user =
        UserFields.named(NAME)
            .jobNumber("工号-00101")
            .mobile("13800000001")
            .icNumber("0012%2B")
            .remark("第一行\n第二行 \"引号\" \\ 'x' <b>&amp;")
            .groups(List.of(3L, 5L))
            .mail("张三+a@例子.cn")
            .position("研发&测试")
            .location("上海 100% 𠮷")
            .birthday("1990-01-02")
            .entryTime("2019-05-08")
            .areaCode("86")
            .departmentId(9L)
            .idNumber("11010119900102001X")
            .gender(2)
            .avatarJpeg(PHOTO)
            .build();
    UserFields guest =
        user.with().visit(new GuestVisit(1, "2026-01-01 08:00:00", "2026-01-01 18:00:00")).build();
    List<Call<?>> calls = new ArrayList<>();
    calls.add(PeopleCalls.createUser(user));
    calls.add(PeopleCalls.updateUser(5, user));
    calls.add(PeopleCalls.createGuest(guest));
    calls.add(PeopleCalls.updateGuest(5, guest));
    calls.add(PeopleCalls.countFaces(PHOTO));
    calls.add(PeopleCalls.checkQuality(PHOTO));
    calls.add(OrganisationCalls.createGroup("访客组 " + NAME, 1));
    calls.add(OrganisationCalls.updateGroup(3, "员工组 " + NAME, 1));
    calls.add(OrganisationCalls.createDepartment(0, "研发部/" + NAME, 55505L, "代码+" + NAME));
    calls.add(new UpdateDepartment(2, 0, "市场部/" + NAME, 55505L, "代码&" + NAME));
    DeviceFields door =
        new DeviceFields("东门 " + NAME, "一楼\n" + NAME, NAME, 0L, List.of(1L), List.of(2L));
    calls.add(OrganisationCalls.updateDevice(28, door));
    calls.add(OrganisationCalls.updateDevice(28, door.withName("𠮷".repeat(60))));
    calls.add(ListUsers.by(ListUsers.Filter.NAME, NAME));
    calls.add(ListUsers.by(ListUsers.Filter.JOB_NUMBER, "工号 +%26&a=b"));
    calls.add(ListUsers.by(ListUsers.Filter.MAIL, "张三+a@例子.cn"));
    calls.add(new DepartmentByCode("代码 " + NAME));
    calls.add(new ListRecords(RecordFilter.everything().atDevice("序列号 " + NAME), 50));
    return calls;
  }

  /** Without the signature; the last one with this call's path, a probe may have gone before. */
  private static DecodedRequest own(RequestRecorder recorder, Call<?> call) {
    DecodedRequest heard = recorder.last();
    assertThat(heard.fields()).containsKeys("app_key", "sign", "timestamp");
    assertThat(heard.headers()).doesNotContainKeys("expect", "accept-encoding");
    Map<String, String> fields = new LinkedHashMap<>(heard.fields());
    fields.keySet().removeAll(SIGNATURE);
    assertNamed(call, heard, fields.keySet());
    return new DecodedRequest(heard.method(), heard.path(), fields, heard.files(), heard.headers());
  }

  /**
   * A server may refuse a name that is not printed, and join values whose names it maps to one
   * property.
   */
  private static void assertNamed(Call<?> call, DecodedRequest heard, Set<String> names) {
    Operation operation = call.operation();
    assertThat(heard.method()).isEqualTo(operation.method().name());
    Set<String> printed =
        DESCRIPTION.operations().values().stream()
            .filter(one -> one.section().equals(operation.section()))
            .findFirst()
            .orElseThrow()
            .fields()
            .keySet();
    assertThat(printed).containsAll(names);
    assertThat(names.stream().map(name -> name.replace("_", "").toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  private static void assertWhole(DecodedRequest heard, RequestForm form) {
    if (form.photo() == null) {
      assertThat(heard.files()).isEmpty();
    } else {
      assertThat(heard.files()).containsOnlyKeys(form.photoField() + " photo.jpg");
      assertThat(heard.files().get(form.photoField() + " photo.jpg")).isEqualTo(form.photo());
    }
  }

  private static DecodedRequest byCurl(URI server, RequestRecorder recorder, Call<?> call)
      throws IOException {
    String path = call.operation().path().replace("{id}", String.valueOf(call.pathId()));
    CurlRequest.post(URI.create(server + path), call.form());
    return recorder.last();
  }

  private static byte[] photo() {
    byte[] photo = new byte[100_000];
    for (int at = 0; at < photo.length; at++) {
      photo[at] = (byte) (at * 31 + at / 256);
    }
    byte[] like = "\r\n--boundary\r\n\r\n--".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(like, 0, photo, 500, like.length);
    return photo;
  }
}
