package dev.senselink.batch.simulation;

import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does what other people and the server's keeper do in a history. */
final class OtherHands {
  private static final int STRANGE_FACE = 3000;

  private final SimWorld world;
  private final RowTags tags;
  private final SimHistory history;
  private final WorldLine line;
  private final HistoryLog log;

  OtherHands(SimWorld world, RowTags tags, SimHistory history, WorldLine line, HistoryLog log) {
    this.world = world;
    this.tags = tags;
    this.history = history;
    this.line = line;
    this.log = log;
  }

  /** Does it now, if there is still anybody to do it to. */
  void act(OtherAct act) {
    if (line.isSound()) {
      return;
    }
    boolean done =
        switch (act.what()) {
          case TWIN, DOUBLE, KEY_TAKEN -> make(act);
          case OUTAGE,
              SET_UP_ANEW,
              SERVER_CLOCK,
              SERVER_ZONE,
              STORES_OTHERWISE,
              LISTS_NOBODY,
              NEW_GROUP,
              PASSAGE ->
              keep(act);
          default -> change(act);
        };
    if (done) {
      log.count(act.counted());
      log.line("other hands: " + act);
    }
  }

  /** Every second person is deleted by somebody else. */
  void removeSome() {
    for (PersonState person : world.people.living()) {
      if (person.id() % 2 == 0) {
        world.people.change(world.now(), person.id(), null, ChangeAuthor.OTHER, 0);
      }
    }
  }

  private boolean make(OtherAct act) {
    SimRow row = history.row(act.target());
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> said = PersonFields.of(history.task().type());
    row.cells().forEach((name, value) -> put(fields, said, name, value));
    if (act.what() == OtherAct.Kind.KEY_TAKEN) {
      fields.put("name", "Other " + act.target());
    }
    if (!row.of("host").isEmpty()) {
      fields.put("receptionUserId", "1"); // the first resident; who visits whom no list shows
    }
    if (act.what() != OtherAct.Kind.DOUBLE) {
      fields.keySet().retainAll(Set.of("name", "jobNumber", "mobile", "icNumber", "mail"));
    }
    boolean whole = act.what() == OtherAct.Kind.DOUBLE && row.hasPhoto();
    long id = world.people.newId();
    byte[] photo = whole ? row.photo() : null;
    PersonState made =
        new PersonState(
            id,
            history.task().type(),
            fields,
            standard(),
            photo,
            whole ? world.newAvatar() : "",
            true,
            world.wall(),
            world.wall());
    world.people.change(world.now(), id, world.stored(made), ChangeAuthor.OTHER, 0);
    return true;
  }

  private static void put(
      Map<String, String> fields, List<String> said, String name, String value) {
    if (said.contains(name) && !name.equals("departmentId")) {
      fields.put(name, name.equals("gender") ? (value.equals("F") ? "1" : "2") : value);
    }
  }

  private Set<Long> standard() {
    PlaceBook.SimGroup group = world.places.group("Default", history.task().type());
    return group == null ? Set.of() : Set.of(group.id());
  }

  /** Whoever a tag stands for now; the youngest, null for nobody. */
  @Nullable PersonState whoIs(int tag) {
    PersonState found = null;
    for (PersonState person : world.people.living()) {
      if (tags.ofPerson(person.id()) == tag) {
        found = person;
      }
    }
    return found != null || tag >= RowTags.RESIDENT ? found : byKey(tag);
  }

  private @Nullable PersonState byKey(int row) {
    if (row == RowTags.NOBODY || row > history.rows().size()) {
      return null;
    }
    SimRow wanted = history.row(row);
    for (PersonState person : world.people.living()) {
      if (RowTags.shareNumber(wanted, person)) {
        return person;
      }
    }
    return null;
  }

  private boolean change(OtherAct act) {
    PersonState person = whoIs(act.target());
    if (person == null) {
      return false;
    }
    PersonState after =
        switch (act.what()) {
          case EDIT -> person.with(Map.of(act.field(), act.text()), world.wall());
          case RENAME -> person.with(Map.of("name", "Renamed " + act.number()), world.wall());
          case ID_NUMBER -> person.with(Map.of("idNumber", "ID" + act.number()), world.wall());
          case NUMBER_GONE -> person.with(Map.of("jobNumber", "", "mobile", ""), world.wall());
          case MOVE_GROUPS -> person.withGroups(moved(person));
          case NEW_PHOTO ->
              person.withPhoto(
                  FaceBytes.of(STRANGE_FACE + act.number(), act.number()), world.newAvatar(), true);
          default -> null;
        };
    PersonState stored = after == null ? null : world.stored(after);
    world.people.change(world.now(), person.id(), stored, ChangeAuthor.OTHER, 0);
    return true;
  }

  private Set<Long> moved(PersonState person) {
    Set<Long> groups = new TreeSet<>(person.groups());
    PlaceBook.SimGroup extra = world.places.group("Extra", person.type());
    if (extra != null && !groups.remove(extra.id())) {
      groups.add(extra.id());
    }
    return groups;
  }

  private boolean keep(OtherAct act) {
    switch (act.what()) {
      case OUTAGE -> line.outage(Duration.ofMillis(act.number()));
      case SERVER_CLOCK -> world.stepClock(Duration.ofMillis(act.number()));
      case SERVER_ZONE -> world.changeZone(ZoneId.of(act.text()));
      case STORES_OTHERWISE -> world.storesOtherwise(act.field(), WrongStorage.valueOf(act.text()));
      case LISTS_NOBODY -> world.listsNobody(Duration.ofMillis(act.number()));
      case NEW_GROUP -> world.places.addGroup("New " + act.number(), PersonState.STAFF);
      case PASSAGE ->
          world.records.add(act.target(), "somebody", 1, "SN1", world.wall().getEpochSecond());
      case SET_UP_ANEW -> setUpAnew(act.number());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Everybody is gone, and other people get the ids. */
  void setUpAnew(int strangers) {
    for (PersonState person : world.people.living()) {
      world.people.change(world.now(), person.id(), null, ChangeAuthor.SERVER, 0);
    }
    world.people.idsFrom(1);
    for (int n = 1; n <= strangers; n++) {
      long id = world.people.newId();
      Map<String, String> fields = Map.of("name", "Newcomer " + n, "jobNumber", "N" + n);
      PersonState made =
          new PersonState(
              id, PersonState.STAFF, fields, Set.of(), null, "", true, world.wall(), world.wall());
      world.people.change(world.now(), id, made, ChangeAuthor.OTHER, 0);
    }
  }
}
