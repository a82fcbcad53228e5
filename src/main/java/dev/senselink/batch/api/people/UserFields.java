package dev.senselink.batch.api.people;

import dev.senselink.batch.api.RequestForm;
import dev.senselink.batch.api.SpellingStyle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be sent about a member of staff (manual 6.3.1, 6.3.2) or a visitor (6.3.4,
 * 6.3.5). Build it with {@link #named}. Texts that may be null are left out then; "" is sent and
 * erases.
 *
 * @param groups ids; empty = in no group. Always sent (NOTES 29)
 * @param birthday yyyy-MM-dd
 * @param entryTime yyyy-MM-dd
 * @param idNumber plain text; an update must send it, so null is sent as "" there
 * @param gender 1 female, 2 male; an update cannot send it
 * @param avatarJpeg the photo; null = none, or on an update the server's is kept
 * @param force answers 30002 beforehand: create or update although somebody looks alike
 * @param spelling null = as the manual prints it for the call
 * @param visit a visitor's host and window; null for staff
 */
// Compared by nobody: a copy for the sake of equals would cost half a megabyte a photo.
@SuppressWarnings("ArrayRecordComponent")
public record UserFields(
    String name,
    String jobNumber,
    String mobile,
    String icNumber,
    String remark,
    List<Long> groups,
    @Nullable String mail,
    @Nullable String position,
    @Nullable String location,
    @Nullable String birthday,
    @Nullable String entryTime,
    @Nullable String areaCode,
    @Nullable Long departmentId,
    @Nullable String idNumber,
    @Nullable Integer gender,
    byte @Nullable [] avatarJpeg,
    boolean force,
    @Nullable SpellingStyle spelling,
    @Nullable GuestVisit visit) {
  public UserFields {
    groups = List.copyOf(groups);
  }

  /** Begins with a name; everything else is empty, in no group and without a photo. */
  public static UserFieldsBuilder named(String name) {
    return new UserFieldsBuilder(name);
  }

  /** A builder that begins with these values. */
  public UserFieldsBuilder with() {
    return new UserFieldsBuilder(this);
  }

  /** Without name and numbers: it may end in a log. */
  @Override
  public String toString() {
    return "fields of a person";
  }

  /** What a create and an update have in common. */
  RequestForm form(SpellingStyle printed) {
    SpellingStyle names = spelling == null ? printed : spelling;
    return new RequestForm()
        .with("name", name)
        .with("jobNumber", jobNumber)
        .with("mobile", mobile)
        .with("icNumber", icNumber)
        .with("remark", remark)
        .withIds("groups", groups)
        .with("force", force ? 1 : 0)
        .withIfGiven("mail", mail)
        .withIfGiven("position", position)
        .withIfGiven("location", location)
        .withIfGiven("birthday", birthday)
        .withIfGiven(names.entryTime, entryTime)
        .withIfGiven(names.areaCode, areaCode)
        .withIfGiven(names.departmentId, departmentId)
        .withPhoto("avatarFile", avatarJpeg);
  }

  /**
   * A visitor's form, for create and update alike: whatever has no value is sent empty, since the
   * manual leaves nothing of it out.
   */
  RequestForm guestForm() {
    GuestVisit stay = visitOfGuest();
    return new RequestForm()
        .with("name", name)
        .with("mobile", mobile)
        .with("remark", remark)
        .withIds("groups", groups)
        .with("force", force ? 1 : 0)
        .with("idNumber", idNumber)
        .with("receptionUserId", stay.receptionUserId())
        .with("dateTimeFrom", stay.from())
        .with("dateTimeTo", stay.to())
        .withPhoto("avatarFile", avatarJpeg);
  }

  /**
   * Host and window.
   *
   * @throws IllegalArgumentException if there are none: these are no fields of a visitor
   */
  GuestVisit visitOfGuest() {
    if (visit == null) {
      throw new IllegalArgumentException("a visitor has a host and a window");
    }
    return visit;
  }
}
