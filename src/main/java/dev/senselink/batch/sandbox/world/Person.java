package dev.senselink.batch.sandbox.world;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person as stored.
 *
 * @param type 1 staff, 2 guest
 * @param avatarId null without a photo
 * @param edited the person was changed since it was made
 */
public record Person(
    long id,
    int type,
    Profile profile,
    List<Long> groups,
    @Nullable String avatarId,
    Instant createdAt,
    Instant updatedAt,
    boolean edited) {
  public static final int STAFF = 1;
  public static final int GUEST = 2;

  /** What a form says about somebody; null = not given, which the server tells from blank. */
  public record Profile(
      String name,
      String jobNumber,
      String mobile,
      String icNumber,
      String remark,
      @Nullable String mail,
      @Nullable String position,
      @Nullable String location,
      @Nullable String birthday,
      @Nullable String entryTime,
      @Nullable String areaCode,
      @Nullable String idNumber,
      @Nullable Integer gender,
      long departmentId,
      @Nullable Visit visit) {}

  /** A guest's host and window, server-local time. */
  public record Visit(long receptionUserId, LocalDateTime from, LocalDateTime to) {}

  public Person changed(
      Profile newProfile, List<Long> newGroups, @Nullable String newAvatar, Instant at) {
    return new Person(id, type, newProfile, newGroups, newAvatar, createdAt, at, true);
  }

  public String mailOrBlank() {
    String mail = profile.mail();
    return mail == null ? "" : mail;
  }
}
