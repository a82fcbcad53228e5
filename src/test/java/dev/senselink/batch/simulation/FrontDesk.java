package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does what a request asks of the simulated server, and answers. */
final class FrontDesk {
  private final SimWorld world;
  private final PeopleDesk people;
  private final PeopleLists lists;
  private final PlaceDesk places;

  FrontDesk(SimWorld world) {
    this.world = world;
    this.people = new PeopleDesk(world);
    this.lists = new PeopleLists(world);
    this.places = new PlaceDesk(world);
  }

  PeopleDesk people() {
    return people;
  }

  /**
   * Does it, now.
   *
   * @param by who asks
   * @param seq the request's number
   */
  WorldAnswer answer(WorldRequest request, ChangeAuthor by, long seq, ExchangeTwist twist) {
    CallKind kind = CallKind.of(request);
    if (isOldPathMissing(request, kind)) {
      return WorldAnswer.page(404, world.wall(), null);
    }
    try {
      return switch (kind) {
        case LIST_EVERYBODY, FIND_PEOPLE, GET_PERSON -> lists.list(request, twist);
        case COUNT_FACES -> faces(request);
        case IMAGE -> image(request);
        default -> twistedPage(done(kind, request, by, seq, twist), twist);
      };
    } catch (WorldRefusal e) {
      return WorldAnswer.coded(e.code, "refused", e.data, world.wall());
    }
  }

  private boolean isOldPathMissing(WorldRequest request, CallKind kind) {
    return world.traits.oldDepartments()
        && kind.name().contains("DEPARTMENT")
        && request.path().startsWith("/api/v2/");
  }

  private WorldAnswer twistedPage(@Nullable Object data, ExchangeTwist twist) {
    return switch (twist) {
      case LIST_NULL -> WorldAnswer.ok(null, world.wall());
      case LIST_EMPTY_OBJECT -> WorldAnswer.ok(Map.of(), world.wall());
      case ENTRY_LOST -> WorldAnswer.ok(shorter(data), world.wall());
      default -> WorldAnswer.ok(data, world.wall());
    };
  }

  private static @Nullable Object shorter(@Nullable Object data) {
    if (data instanceof Map<?, ?> page
        && page.get("data") instanceof List<?> rows
        && !rows.isEmpty()) {
      Map<Object, @Nullable Object> less = new LinkedHashMap<>(page);
      List<@Nullable Object> fewer = new ArrayList<>(rows);
      fewer.remove(fewer.size() / 2);
      less.put("data", fewer);
      return less;
    }
    return data;
  }

  private @Nullable Object done(
      CallKind kind, WorldRequest request, ChangeAuthor by, long seq, ExchangeTwist twist) {
    switch (kind) {
      case COMPANY -> {
        return company();
      }
      case CREATE_USER -> {
        return people.create(request, PersonState.STAFF, by, seq, twist);
      }
      case UPDATE_USER -> {
        return people.update(request, PersonState.STAFF, by, seq, twist);
      }
      case CREATE_GUEST -> {
        return people.create(request, PersonState.GUEST, by, seq, twist);
      }
      case UPDATE_GUEST -> {
        return people.update(request, PersonState.GUEST, by, seq, twist);
      }
      case LIST_GROUPS -> {
        return places.groups(request);
      }
      case CREATE_GROUP -> {
        return places.createGroup(request);
      }
      case DEVICES -> {
        return places.devices(request);
      }
      case UPDATE_DEVICE -> {
        return places.updateDevice(request);
      }
      case DEPARTMENTS -> {
        return places.tree();
      }
      case GET_DEPARTMENT -> {
        return places.department(request);
      }
      case DEPARTMENT_BY_CODE -> {
        return places.byCode(request);
      }
      case CREATE_DEPARTMENT -> {
        return places.createDepartment(request);
      }
      case UPDATE_DEPARTMENT -> {
        return places.updateDepartment(request);
      }
      case RECORDS -> {
        return records(request);
      }
      case QUALITY -> {
        return quality(request);
      }
      default -> silently(kind, request, by, seq, twist);
    }
    return null;
  }

  private void silently(
      CallKind kind, WorldRequest request, ChangeAuthor by, long seq, ExchangeTwist twist) {
    switch (kind) {
      case DELETE_USER -> people.delete(request, PersonState.STAFF, by, seq, twist);
      case DELETE_GUEST -> people.delete(request, PersonState.GUEST, by, seq, twist);
      case UPDATE_GROUP -> places.renameGroup(request);
      case JOIN_GROUP -> places.members(request, true, by, seq);
      case LEAVE_GROUP -> {
        if (twist != ExchangeTwist.TAKES_NOTHING) {
          places.members(request, false, by, seq);
        }
      }
      case DELETE_DEPARTMENT -> places.deleteDepartment(request);
      default -> throw new WorldRefusal(50004, null);
    }
  }

  private static Object company() {
    Map<String, @Nullable Object> company = new LinkedHashMap<>();
    company.put("id", SimWorld.COMPANY);
    company.put("name", "Acme");
    company.put("createAt", "2019-01-01 00:00:00.0");
    company.put("validTo", "2099-01-01 00:00:00.0");
    return company;
  }

  private Object records(WorldRequest request) {
    List<@Nullable Object> all = new ArrayList<>();
    world.records.asked(request).forEach(record -> all.add(record.json()));
    return places.page(request, all);
  }

  private WorldAnswer faces(WorldRequest request) {
    byte[] photo = request.photo();
    int faces = photo == null ? 0 : FaceBytes.faces(photo);
    if (faces == 0) {
      return WorldAnswer.coded(30003, "no face", null, world.wall());
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("code", 200);
    members.put("message", "OK");
    members.put("face_number", faces);
    return WorldAnswer.envelope(members, world.wall());
  }

  private static Object quality(WorldRequest request) {
    byte[] photo = request.photo();
    int quality = photo == null ? 1 : FaceBytes.quality(photo);
    return Map.of("qa_code", quality == 0 ? 0 : 10301, "qa_msg", "", "qa_desc", "");
  }

  private WorldAnswer image(WorldRequest request) {
    for (PersonState person : world.people.living()) {
      byte[] photo = person.photo();
      if (photo != null && person.avatar().equals(request.tail())) {
        return WorldAnswer.image(photo, world.wall());
      }
    }
    return WorldAnswer.page(404, world.wall(), null);
  }
}
