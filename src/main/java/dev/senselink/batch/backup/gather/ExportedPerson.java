package dev.senselink.batch.backup.gather;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.api.people.Person;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person on the way into a backup, packed small.
 *
 * @param texts one for each {@link Text}
 * @param idNumber whether the server holds one, which it never gives
 * @param gender 1 female, 2 male, else not known
 * @param department 0 = none, null = not said
 * @param groups ids, ascending; null where the server has not said
 */
public record ExportedPerson(
    long id,
    boolean guest,
    List<String> texts,
    boolean idNumber,
    int gender,
    @Nullable Long department,
    @Nullable List<Long> groups) {

  /** The texts of a person. */
  public enum Text {
    NAME,
    JOB_NUMBER,
    MOBILE,
    IC_NUMBER,
    MAIL,
    REMARK,
    AVATAR,
    BIRTHDAY,
    POSITION,
    LOCATION,
    AREA_CODE,
    ENTRY_TIME,
    CREATE_AT,
    UPDATE_AT
  }

  public ExportedPerson {
    texts = List.copyOf(texts);
    groups = groups == null ? null : List.copyOf(groups);
  }

  static ExportedPerson of(Person p) {
    Integer gender = p.gender();
    return new ExportedPerson(
        p.id(),
        p.type() == Person.GUEST,
        List.of(
            p.name(),
            p.jobNumber(),
            p.mobile(),
            p.icNumber(),
            p.mail(),
            p.remark(),
            p.avatarId(),
            p.birthday(),
            p.position(),
            p.location(),
            p.areaCode(),
            p.entryTime(),
            p.createAt(),
            p.updateAt()),
        p.encryptedIdNumber() != null,
        gender == null ? 0 : gender,
        p.departmentId(),
        ids(p.groups()));
  }

  private static @Nullable List<Long> ids(@Nullable List<GroupReference> groups) {
    return groups == null
        ? null
        : groups.stream().map(GroupReference::id).distinct().sorted().toList();
  }

  public String text(Text which) {
    return texts.get(which.ordinal());
  }

  /** Without name and numbers. */
  @Override
  public String toString() {
    return "person " + id;
  }

  KeyedRecord packed() {
    return new KeyedRecord(id, KeyedRecordCodec.pack(this::write));
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeLong(id);
    out.writeBoolean(guest);
    for (String text : texts) {
      KeyedRecordCodec.text(out, text);
    }
    out.writeBoolean(idNumber);
    out.writeInt(gender);
    out.writeBoolean(department != null);
    out.writeLong(department == null ? 0 : department);
    KeyedRecordCodec.ids(out, groups);
  }

  public static ExportedPerson of(KeyedRecord item) throws IOException {
    return KeyedRecordCodec.unpack(item.data(), ExportedPerson::read);
  }

  private static ExportedPerson read(DataInputStream in) throws IOException {
    long id = in.readLong();
    boolean guest = in.readBoolean();
    List<String> texts = new ArrayList<>(Text.values().length);
    for (int n = 0; n < Text.values().length; n++) {
      texts.add(KeyedRecordCodec.text(in));
    }
    boolean idNumber = in.readBoolean();
    int gender = in.readInt();
    boolean hasDepartment = in.readBoolean();
    long department = in.readLong();
    return new ExportedPerson(
        id,
        guest,
        texts,
        idNumber,
        gender,
        hasDepartment ? Long.valueOf(department) : null,
        KeyedRecordCodec.ids(in));
  }
}
