package dev.senselink.batch.api.records;

import dev.senselink.batch.api.RequestForm;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which records are asked for (manual 6.5.1). All ends belong to it.
 *
 * @param from the first second; without both times the server would mean today (NOTES 56)
 * @param to the last second
 * @param type 1 staff, 2 visitors, 3 strangers, 0 all
 * @param deviceSn a device's serial number; blank = all
 * @param firstId the lowest record id; null = any
 * @param lastId the highest record id; null = any
 * @param person the id of the person who was seen; null = anybody
 * @param name what their name contains; blank = any
 */
public record RecordFilter(
    Instant from,
    Instant to,
    int type,
    String deviceSn,
    @Nullable Long firstId,
    @Nullable Long lastId,
    @Nullable Long person,
    String name) {
  private static final long LAST_SECOND = Integer.MAX_VALUE - 1L;

  /** All records, of all times that a server with 32 bits for seconds can be asked for. */
  public static RecordFilter everything() {
    return between(Instant.EPOCH, Instant.ofEpochSecond(LAST_SECOND));
  }

  /** Everything between two moments. */
  public static RecordFilter between(Instant from, Instant to) {
    return new RecordFilter(from, to, 0, "", null, null, null, "");
  }

  public RecordFilter ofType(int other) {
    return new RecordFilter(from, to, other, deviceSn, firstId, lastId, person, name);
  }

  public RecordFilter atDevice(String sn) {
    return new RecordFilter(from, to, type, sn, firstId, lastId, person, name);
  }

  public RecordFilter ofIds(@Nullable Long first, @Nullable Long last) {
    return new RecordFilter(from, to, type, deviceSn, first, last, person, name);
  }

  /**
   * The same of one person.
   *
   * @param id null = anybody
   * @param text what the name contains; blank = any
   */
  public RecordFilter of(@Nullable Long id, String text) {
    return new RecordFilter(from, to, type, deviceSn, firstId, lastId, id, text);
  }

  /** The same between two other moments. */
  public RecordFilter within(Instant first, Instant last) {
    return new RecordFilter(first, last, type, deviceSn, firstId, lastId, person, name);
  }

  /**
   * As the server is asked. Whether its ends count is not stated (NOTES 56), so one more is asked
   * for at each, and {@link #holds} decides.
   */
  public RequestForm form() {
    RequestForm form =
        new RequestForm()
            .with("startTime", Math.max(0, from.getEpochSecond() - 1))
            .with("endTime", to.getEpochSecond() + 1)
            .withIfGiven("startRecordId", firstId == null ? null : Math.max(0, firstId - 1))
            .withIfGiven("endRecordId", lastId == null ? null : lastId + 1);
    if (type != 0) {
      form.with("type", type);
    }
    if (!name.isEmpty()) {
      form.with("username", name);
    }
    form.withIfGiven("userId", person);
    return deviceSn.isEmpty() ? form : form.with("deviceSN", deviceSn);
  }

  /** Whether a record is one of those; what the record does not say is not held against it. */
  boolean holds(AccessRecord record) {
    Long time = record.signTime();
    return (time == null || isDuring(time))
        && (firstId == null || record.id() >= firstId)
        && (lastId == null || record.id() <= lastId)
        && (type == 0 || record.type() == null || record.type() == type)
        && (person == null || person.equals(record.userId()))
        && (name.isEmpty() || record.name().contains(name))
        && (deviceSn.isEmpty() || record.sn().isEmpty() || record.sn().equals(deviceSn));
  }

  /** A time that no door can have seen is no reason to leave a record out of everything. */
  private boolean isDuring(long second) {
    long first = from.getEpochSecond();
    long last = to.getEpochSecond();
    return (second >= first || first == 0) && (second <= last || last >= LAST_SECOND);
  }
}
