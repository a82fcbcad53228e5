package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.IdNumberCipher;
import dev.senselink.batch.sandbox.call.ListPage;
import dev.senselink.batch.sandbox.world.Device;
import dev.senselink.batch.sandbox.world.PassRecord;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.RecordBook;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who was seen at the doors (6.5.1): newest first, today unless a time is given. */
public final class RecordDesk {
  private static final long SMALL_PAGE = 10;
  private static final List<String> FILTERS = List.of("type", "userId", "deviceSN", "username");

  private final DeskContext office;
  private final SandboxWorld world;
  private final IdNumberCipher idNumbers;

  public RecordDesk(DeskContext office, IdNumberCipher idNumbers) {
    this.idNumbers = idNumbers;
    this.office = office;
    this.world = office.world();
  }

  CallAnswer list(CallForm form) {
    synchronized (world) {
      ListPage.Wanted page = ListPage.Wanted.of(form);
      if (office.deviations().recordPagesCapped()) {
        page = page.atMost(SMALL_PAGE);
      }
      Ends ends = ends(form);
      RecordBook book = world.records;
      RecordBook.Span span = book.ids(ends.firstId(), ends.lastId());
      span = book.narrowedToTime(span, ends.from(), ends.to());
      return book.timesAscend() && FILTERS.stream().allMatch(name -> isOff(form, name))
          ? plain(page, span)
          : searched(page, span, filter(form, ends));
    }
  }

  private static boolean isOff(CallForm form, String filter) {
    return form.text(filter).isEmpty() || form.text(filter).equals("0");
  }

  /** All of the span: only the rows of the page are looked at. */
  private CallAnswer plain(ListPage.Wanted page, RecordBook.Span span) {
    List<Object> rows = new ArrayList<>();
    long end = Math.min(page.first() + page.size(), span.length());
    for (long place = page.first(); place < end; place++) {
      rows.add(fields(world.records.at((int) (span.to() - 1 - place))));
    }
    return ListPage.page(page, span.length(), rows);
  }

  private CallAnswer searched(
      ListPage.Wanted page, RecordBook.Span span, Predicate<PassRecord> wanted) {
    List<Object> rows = new ArrayList<>();
    long found = 0;
    for (int place = span.to() - 1; place >= span.from(); place--) {
      PassRecord record = world.records.at(place);
      if (wanted.test(record)) {
        if (page.has(found)) {
          rows.add(fields(record));
        }
        found++;
      }
    }
    return ListPage.page(page, found, rows);
  }

  /** The ends of what is asked for, which all belong to it. */
  private record Ends(long from, long to, long firstId, long lastId) {
    Ends without() {
      return new Ends(from + 1, to - 1, firstId + 1, lastId - 1);
    }
  }

  private Ends ends(CallForm form) {
    LocalDate today = office.clock().localNow().toLocalDate();
    Ends ends =
        new Ends(
            form.number("startTime", seconds(today.atStartOfDay())),
            form.number("endTime", seconds(today.atTime(LocalTime.MAX))),
            form.number("startRecordId", 0),
            form.number("endRecordId", Long.MAX_VALUE));
    return office.deviations().recordEndsLeftOut() ? ends.without() : ends;
  }

  private Predicate<PassRecord> filter(CallForm form, Ends ends) {
    long type = form.number("type", 0);
    long userId = form.number("userId", 0);
    String sn = form.text("deviceSN");
    String name = form.text("username");
    return record -> {
      long time = record.signTime().getEpochSecond();
      return time >= ends.from()
          && time <= ends.to()
          && (type == 0 || record.type() == type)
          && (userId == 0 || record.userId() == userId)
          && (sn.isEmpty() || sn.equals(record.deviceSn()))
          && (name.isEmpty() || name.equals(nameOf(record)));
    };
  }

  private long seconds(LocalDateTime time) {
    return time.atZone(office.clock().zone()).toEpochSecond();
  }

  private String nameOf(PassRecord record) {
    Person person = world.people.get(record.userId());
    return person == null ? "" : person.profile().name();
  }

  /** A record as the list has it; the world's monitor is held. */
  public Map<String, Object> fields(PassRecord record) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", record.id());
    fields.put("userId", record.userId());
    putPerson(fields, world.people.get(record.userId()));
    putDevice(fields, record);
    Instant time = record.signTime();
    // The camera sees the person as on their photo; of a stranger there is no picture to show.
    fields.put("signAvatar", fields.get("avatar"));
    fields.put("signBgAvatar", fields.get("avatar"));
    fields.put("signDate", office.clock().text(time).substring(0, "yyyy-MM-dd".length()));
    fields.put("signTime", time.getEpochSecond());
    fields.put("type", record.type());
    fields.put("entryMode", record.entryMode());
    return fields;
  }

  /** A stranger has neither name nor anything else; a visitor has a host. */
  private void putPerson(Map<String, Object> fields, @Nullable Person person) {
    fields.put("name", "");
    fields.put("groupId", 0);
    fields.put("groupName", null);
    for (String name : List.of("avatar", "mobile", "icNumber", "idNumber", "jobNumber", "remark")) {
      fields.put(name, null);
    }
    fields.put("receptionUserId", null);
    fields.put("receptionUserName", null);
    fields.put("groups", null);
    if (person != null) {
      Person.Profile p = person.profile();
      fields.put("name", p.name());
      fields.put("avatar", person.avatarId());
      fields.put("mobile", p.mobile());
      fields.put("icNumber", p.icNumber());
      fields.put("idNumber", idNumbers.encrypted(p.idNumber()));
      fields.put("jobNumber", p.jobNumber());
      fields.put("remark", p.remark());
      fields.put("groups", world.groupReferences(person.groups()));
      Person.Visit visit = p.visit();
      Person host = visit == null ? null : world.people.get(visit.receptionUserId());
      fields.put("receptionUserId", host == null ? 0 : host.id());
      fields.put("receptionUserName", host == null ? "" : host.profile().name());
    }
  }

  private void putDevice(Map<String, Object> fields, PassRecord record) {
    Device device =
        world.devices.all().stream()
            .filter(one -> one.sn().equals(record.deviceSn()))
            .findFirst()
            .orElse(null);
    fields.put("sn", record.deviceSn());
    fields.put("deviceName", device == null ? null : device.name());
    fields.put("direction", device == null ? null : device.direction());
  }
}
