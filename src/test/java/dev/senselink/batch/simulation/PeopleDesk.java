package dev.senselink.batch.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes, replaces and deletes people of the simulated server (manual 6.3.1 to 6.3.6). */
final class PeopleDesk {
  private final SimWorld world;
  private final PersonJson json;

  PeopleDesk(SimWorld world) {
    this.world = world;
    this.json = new PersonJson(world);
  }

  /** Adds somebody. */
  Object create(WorldRequest request, int type, ChangeAuthor by, long seq, ExchangeTwist twist) {
    Map<String, String> said = PersonFields.said(request, type, false, world.traits.spelling());
    check(request, type, said);
    refuseSimilar(request, -1);
    Instant now = world.wall();
    byte[] photo = request.photo();
    long id = world.people.newId();
    String avatar = photo == null ? "" : world.newAvatar();
    PersonState asked =
        new PersonState(id, type, said, groups(request), photo, avatar, true, now, now);
    if (twist != ExchangeTwist.TAKES_NOTHING) {
      PersonState stored = twisted(world.stored(asked), twist);
      PersonState last =
          world.people.living().stream()
              .max(Comparator.comparingLong(PersonState::id))
              .filter(person -> twist == ExchangeTwist.NAMES_LAST)
              .orElse(stored);
      world.people.change(world.now(), id, stored, by, seq);
      return json.written(twist == ExchangeTwist.CUTS_NUMBERS ? asked : last);
    }
    return json.written(asked);
  }

  /** Replaces somebody. */
  Object update(WorldRequest request, int type, ChangeAuthor by, long seq, ExchangeTwist twist) {
    PersonState before = need(request.id(), type);
    PersonState asked = merged(before, request, world.traits.spelling());
    check(request, type, asked.fields());
    refuseSimilar(request, before.id());
    if (twist == ExchangeTwist.SHOWS_NOTHING) {
      return json.echoed(before);
    }
    if (twist != ExchangeTwist.TAKES_NOTHING) {
      PersonState stored = twisted(world.stored(asked), twist);
      world.people.change(world.now(), before.id(), stored, by, seq);
    }
    return json.echoed(asked); // whatever was stored
  }

  /**
   * What an update would make of somebody on a server that stores all of it.
   *
   * @param spelling what the server takes of the three fields
   */
  PersonState merged(PersonState before, WorldRequest request, FieldSpelling spelling) {
    Map<String, String> said = PersonFields.said(request, before.type(), true, spelling);
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : PersonFields.of(before.type())) {
      boolean kept = field.equals("gender") || world.traits.omittedSurvive();
      String value = said.get(field);
      fields.put(field, value != null ? value : kept ? before.of(field) : "");
    }
    PersonState after =
        new PersonState(
            before.id(),
            before.type(),
            fields,
            groups(request),
            before.photo(),
            before.avatar(),
            before.faceKnown(),
            before.createAt(),
            world.wall());
    byte[] photo = request.photo();
    return photo == null ? after : after.withPhoto(photo, world.newAvatar(), true);
  }

  /** Deletes somebody; the answer says nothing. */
  void delete(WorldRequest request, int type, ChangeAuthor by, long seq, ExchangeTwist twist) {
    PersonState gone = need(request.id(), type);
    if (twist != ExchangeTwist.TAKES_NOTHING) {
      world.people.change(world.now(), gone.id(), null, by, seq);
    }
  }

  private static PersonState twisted(PersonState stored, ExchangeTwist twist) {
    return switch (twist) {
      case LOSES_PHOTO -> stored.withPhoto(null, "", false);
      case FACE_UNKNOWN -> stored.withPhoto(stored.photo(), stored.avatar(), false);
      case LOSES_GROUPS -> stored.withGroups(Set.of());
      case LOSES_REMARK -> stored.with(Map.of("remark", ""), stored.updateAt());
      case CUTS_NUMBERS -> {
        Map<String, String> cut = new LinkedHashMap<>(stored.fields());
        cut.keySet().retainAll(Set.of("jobNumber", "mobile"));
        cut.replaceAll((name, value) -> WrongStorage.CUT.of(value));
        yield stored.with(cut, stored.updateAt());
      }
      default -> stored;
    };
  }

  PersonState need(long id, int type) {
    PersonState person = world.people.now(id);
    if (person == null || person.type() != type) {
      throw new WorldRefusal(620, null);
    }
    return person;
  }

  private void check(WorldRequest request, int type, Map<String, String> fields) {
    boolean guest = type == PersonState.GUEST;
    if (fields.getOrDefault("name", "").isBlank() || (guest && request.photo() == null)) {
      throw new WorldRefusal(30004, null);
    }
    if (guest && world.traits.demandsNumbers() && fields.getOrDefault("idNumber", "").isBlank()) {
      throw new WorldRefusal(30001, null);
    }
    for (long group : groups(request)) {
      PlaceBook.SimGroup known = world.places.groups.get(group);
      if (known == null || known.type() != type) {
        throw new WorldRefusal(620, null);
      }
    }
    String department = fields.getOrDefault("departmentId", "");
    if (!department.isEmpty()
        && !department.equals("0")
        && !world.places.departments.containsKey(Long.parseLong(department))) {
      throw new WorldRefusal(620, null);
    }
    if (request.photo() != null && FaceBytes.faces(request.photo()) == 0) {
      throw new WorldRefusal(30003, null);
    }
  }

  private void refuseSimilar(WorldRequest request, long self) {
    byte[] photo = request.photo();
    if (photo == null || request.of("force").equals("1")) {
      return;
    }
    PersonState similar = similar(photo, self);
    if (similar != null) {
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("similar_user_id", similar.id());
      data.put("similar_user_name", similar.name());
      data.put("similar_user_avatar", similar.avatar());
      data.put("can_force", world.traits.canForce() ? 1 : 0);
      throw new WorldRefusal(30002, data);
    }
  }

  private @Nullable PersonState similar(byte[] photo, long self) {
    for (PersonState person : world.people.living()) {
      byte[] other = person.photo();
      boolean oneself = person.id() == self && !world.traits.namesOneself();
      boolean same = other != null && Arrays.equals(other, photo) && person.id() == self;
      if (other != null
          && person.faceKnown()
          && !oneself
          && !same
          && FaceBytes.face(other) == FaceBytes.face(photo)) {
        return person;
      }
    }
    return null;
  }

  /** The ids of a list of groups, which is one field. */
  static Set<Long> groups(WorldRequest request) {
    Set<Long> ids = new LinkedHashSet<>();
    for (String id : request.of("groups").split(",", -1)) {
      if (!id.isBlank()) {
        ids.add(Long.parseLong(id.strip()));
      }
    }
    return ids;
  }
}
