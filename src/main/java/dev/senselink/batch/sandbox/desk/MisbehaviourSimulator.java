package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.Misbehaviour;
import dev.senselink.batch.sandbox.call.Misbehaviour.Kind;
import java.util.List;
import java.util.Map;

/** Carries out the misbehaviours: a form goes in, the form that is really stored comes out. */
public final class MisbehaviourSimulator {
  private static final Map<String, String> OTHER_SPELLING =
      Map.of(
          "departmentId", "department_id",
          "department_id", "departmentId",
          "areaCode", "area_code",
          "area_code", "areaCode",
          "entryTime", "entry_time",
          "entry_time", "entryTime");

  private volatile List<Misbehaviour> all;

  public MisbehaviourSimulator(List<Misbehaviour> all) {
    this.all = all;
  }

  public void set(List<Misbehaviour> misbehaviours) {
    all = misbehaviours;
  }

  CallForm onCreate(CallForm form) {
    CallForm stored = form;
    for (Misbehaviour one : all) {
      stored =
          switch (one.kind()) {
            case CREATE_DROPS_GROUPS -> stored.with("groups", "");
            case CREATE_DROPS_PHOTO, CREATE_REFUSES_PHOTO -> stored.without("avatarFile");
            case CREATE_DROPS_FIELD -> dropped(stored, one.field());
            default -> stored;
          };
    }
    return stored;
  }

  CallForm onUpdate(CallForm form) {
    CallForm stored = form;
    for (Misbehaviour one : all) {
      stored =
          switch (one.kind()) {
            case UPDATE_DROPS_GROUPS -> stored.with("groups", "");
            case UPDATE_DROPS_PHOTO -> stored.without("avatarFile");
            case UPDATE_CLEARS_FIELD -> dropped(stored, one.field());
            case UPDATE_CHANGES_FIELD -> changed(stored, one.field());
            case UPDATE_TRIMS_FIELD -> stored.with(one.field(), stored.text(one.field()).strip());
            default -> stored;
          };
    }
    return stored;
  }

  boolean createRefusesPhoto() {
    return does(Kind.CREATE_REFUSES_PHOTO);
  }

  boolean updateDropsPhoto() {
    return does(Kind.UPDATE_DROPS_PHOTO);
  }

  boolean listHidesGroups() {
    return does(Kind.LIST_HIDES_GROUPS);
  }

  boolean listFindsNoGuestById() {
    return does(Kind.LIST_FINDS_NO_GUEST_BY_ID);
  }

  boolean deleteDoesNothing() {
    return does(Kind.DELETE_DOES_NOTHING);
  }

  boolean leavingDoesNothing() {
    return does(Kind.LEAVING_DOES_NOTHING);
  }

  boolean recordEndsLeftOut() {
    return does(Kind.RECORD_ENDS_LEFT_OUT);
  }

  boolean recordPagesCapped() {
    return does(Kind.RECORD_PAGES_CAPPED);
  }

  private boolean does(Kind kind) {
    return all.stream().anyMatch(one -> one.kind() == kind);
  }

  private static CallForm dropped(CallForm form, String field) {
    return form.with(field, null).with(OTHER_SPELLING.getOrDefault(field, field), null);
  }

  private static CallForm changed(CallForm form, String field) {
    String other = OTHER_SPELLING.getOrDefault(field, field);
    String name = form.has(other) ? other : field;
    return form.with(name, changedValue(name, form.text(name)));
  }

  private static String changedValue(String field, String value) {
    return switch (field) {
      case "birthday", "entryTime", "entry_time" -> "1970-01-01";
      case "departmentId", "department_id" -> "0";
      case "groups" -> "";
      default -> value + "~";
    };
  }
}
