package dev.senselink.batch.directory.doctor;

import static dev.senselink.batch.directory.DirectoryMessages.words;

import dev.senselink.batch.api.Call;
import dev.senselink.batch.api.ErrorCategory;
import dev.senselink.batch.api.ErrorCodes;
import dev.senselink.batch.api.Reply;
import dev.senselink.batch.api.ServerSettings;
import dev.senselink.batch.api.client.SenseLinkClient;
import dev.senselink.batch.api.organisation.DepartmentNode;
import dev.senselink.batch.api.organisation.Device;
import dev.senselink.batch.api.organisation.Group;
import dev.senselink.batch.api.organisation.OrganisationCalls;
import dev.senselink.batch.api.people.ListUsers;
import dev.senselink.batch.api.people.PeopleCalls;
import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.api.records.CountRecords;
import dev.senselink.batch.directory.Diagnosis;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Asks one harmless question of each family of the server's operations; changes nothing. */
final class PermissionProbe {
  private static final int AT_ONCE = 4;
  private static final Duration ALL = Duration.ofSeconds(7);
  private static final int NOT_THERE = 620;

  /** Nobody has it; whoever is found all the same was not looked for. */
  private static final String NOBODY = "senselink-doctor-nobody";

  private final ServerSettings settings;
  private final Instant now;

  /**
   * @param settings with the time-out of one question
   * @param now by the server's clock
   */
  PermissionProbe(ServerSettings settings, Instant now) {
    this.settings = settings;
    this.now = now;
  }

  List<Diagnosis> look() {
    List<ProbeRunner.Probe> probes =
        List.of(
            new ProbeRunner.Probe("people", () -> List.of(people())),
            new ProbeRunner.Probe("groups", this::groups),
            new ProbeRunner.Probe("departments", () -> List.of(departments())),
            new ProbeRunner.Probe("devices", () -> List.of(devices())),
            new ProbeRunner.Probe("records", () -> List.of(records())),
            new ProbeRunner.Probe("face-check", () -> List.of(faces())),
            new ProbeRunner.Probe("quality-check", () -> List.of(quality())),
            new ProbeRunner.Probe("images", () -> List.of(new ImageProbe(settings).look())));
    return ProbeRunner.all(probes, AT_ONCE, ALL);
  }

  private Diagnosis people() {
    String check = "people";
    Reply<List<Person>> reply = ask(ListUsers.by(ListUsers.Filter.JOB_NUMBER, NOBODY));
    if (reply instanceof Reply.Answer<List<Person>> answer && !answer.value().isEmpty()) {
      return Diagnosis.warn(check, words("people.ignored"), words("people.ignored.remedy"));
    }
    return judged(check, reply, people -> words("people.searched"));
  }

  private List<Diagnosis> groups() {
    var reply = ask(OrganisationCalls.groups(0));
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(judged("groups", reply, all -> words("groups.counted", all.size())));
    if (reply instanceof Reply.Answer<List<Group>> answer) {
      lines.add(DefaultGroupProbe.of(Person.STAFF, answer.value()));
      lines.add(DefaultGroupProbe.of(Person.GUEST, answer.value()));
    }
    return lines;
  }

  private Diagnosis departments() {
    return judged(
        "departments",
        ask(OrganisationCalls.departments()),
        root -> words("departments.counted", count(root) - 1));
  }

  private static int count(DepartmentNode node) {
    return 1 + node.children().stream().mapToInt(PermissionProbe::count).sum();
  }

  private Diagnosis devices() {
    var reply = ask(OrganisationCalls.devices());
    if (reply instanceof Reply.Answer<List<Device>> answer && answer.value().isEmpty()) {
      return Diagnosis.warn("devices", words("devices.none"), words("devices.none.remedy"));
    }
    return judged("devices", reply, devices -> words("devices.counted", devices.size()));
  }

  private Diagnosis records() {
    Instant yesterday = now.minus(Duration.ofDays(1));
    return judged(
        "records", ask(new CountRecords(yesterday, now)), n -> words("records.counted", n));
  }

  private Diagnosis faces() {
    return photoCheck("face-check", ask(PeopleCalls.countFaces(EmptyPhoto.jpeg())));
  }

  private Diagnosis quality() {
    return photoCheck("quality-check", ask(PeopleCalls.checkQuality(EmptyPhoto.jpeg())));
  }

  /** The picture shows nobody: that it is refused for it shows that the service looked at it. */
  private static Diagnosis photoCheck(String check, Reply<?> reply) {
    boolean looked =
        reply instanceof Reply.Refusal<?> refusal
            && refusal.codeClass() == ErrorCategory.PHOTO_REJECTED
            && ErrorCodes.classOf(refusal.code()) == ErrorCategory.PHOTO_REJECTED;
    return looked
        ? Diagnosis.ok(check, words("photos.looked"))
        : judged(check, reply, answer -> words("photos.looked"));
  }

  /** Each with a client of its own: a fatal answer to one must not keep the others from asking. */
  private <T> Reply<T> ask(Call<T> call) {
    try (SenseLinkClient client = SenseLinkClient.open(settings)) {
      return client.send(call);
    }
  }

  static <T> Diagnosis judged(String check, Reply<T> reply, Function<T, String> words) {
    if (reply instanceof Reply.Answer<T> answer) {
      return Diagnosis.ok(check, words.apply(answer.value()));
    }
    if (reply instanceof Reply.Refusal<T> refusal) {
      return refused(check, refusal);
    }
    int code = reply instanceof Reply.Unclear<T> unclear ? unclear.code() : 0;
    return Diagnosis.bad(
        check,
        reply.words(),
        code > 0 && ErrorCodes.classOf(code) != ErrorCategory.UNCATALOGUED
            ? ErrorCodes.remedy(code)
            : words("request.failed.remedy"));
  }

  private static Diagnosis refused(String check, Reply.Refusal<?> refusal) {
    int code = refusal.code();
    if (code == NOT_THERE) {
      return Diagnosis.ok(check, words("request.empty"));
    }
    if (code == 404 || code == 405 || code == 50004) {
      return Diagnosis.bad(check, words("request.unknown", code), words("request.unknown.remedy"));
    }
    return Diagnosis.bad(check, refusal.words(), ErrorCodes.remedy(code));
  }
}
