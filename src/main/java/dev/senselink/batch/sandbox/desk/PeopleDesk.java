package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.call.UploadedFile;
import dev.senselink.batch.sandbox.picture.FaceAnalyzer;
import dev.senselink.batch.sandbox.world.CommitFactory;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.PersonJson;
import dev.senselink.batch.sandbox.world.ProfileReader;
import dev.senselink.batch.sandbox.world.SandboxWorld;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes, replaces and deletes employees and visitors (6.3.1 to 6.3.6). */
final class PeopleDesk {
  private final DeskContext office;
  private final SandboxWorld world;
  private final ProfileReader profiles;
  private final PersonJson json;

  PeopleDesk(DeskContext office, PersonJson json) {
    this.office = office;
    this.world = office.world();
    this.profiles = new ProfileReader(office.settings().spelling());
    this.json = json;
  }

  CallAnswer create(Operation operation, int type, CallForm form) {
    FaceAnalyzer.@Nullable Seen seen = photo(form);
    synchronized (world) {
      Person.Profile asked = profile(type, form, true, null);
      checkReferences(type, form, asked);
      refuseSimilar(form, seen, -1);
      CallForm kept = office.deviations().onCreate(form);
      Instant now = office.clock().now();
      long id = world.people.newId();
      String avatar = keepPhoto(form);
      String shown = office.deviations().createRefusesPhoto() ? null : avatar;
      Person answered = new Person(id, type, asked, form.ids("groups"), shown, now, now, false);
      boolean photoLost = kept.file("avatarFile") == null;
      Person stored =
          new Person(
              id,
              type,
              profile(type, kept, true, null),
              kept.ids("groups"),
              photoLost ? null : avatar,
              now,
              now,
              false);
      store(stored, photoLost ? null : seen);
      commit(operation, stored, form, seen);
      return answer(answered, true);
    }
  }

  CallAnswer update(Operation operation, int type, CallForm form) {
    FaceAnalyzer.@Nullable Seen seen = photo(form);
    synchronized (world) {
      Person before = require(type, form.pathId());
      Integer gender = before.profile().gender();
      Person.Profile asked = profile(type, form, false, gender);
      checkReferences(type, form, asked);
      refuseSimilar(form, seen, office.settings().similarNamesOneself() ? -1 : before.id());
      CallForm kept = office.deviations().onUpdate(form);
      Instant now = office.clock().now();
      String avatar = seen == null ? before.avatarId() : keepPhoto(form);
      boolean photoLost = office.deviations().updateDropsPhoto();
      Person answered = before.changed(asked, form.ids("groups"), avatar, now);
      Person stored =
          before.changed(
              profile(type, kept, false, gender),
              kept.ids("groups"),
              photoLost ? null : avatar,
              now);
      replacePhoto(before, stored);
      store(stored, seen);
      commit(operation, stored, form, seen);
      return answer(answered, false);
    }
  }

  CallAnswer delete(Operation operation, int type, CallForm form) {
    synchronized (world) {
      Person gone = require(type, form.pathId());
      if (office.deviations().deleteDoesNothing()) {
        return CallAnswer.ok();
      }
      remove(gone);
      commit(operation, gone, form, null);
      return CallAnswer.ok();
    }
  }

  /** Takes somebody out with photo and face; the caller holds the world. */
  void remove(Person gone) {
    world.people.remove(gone.id());
    world.faces.remove(gone.id());
    if (gone.avatarId() != null) {
      office.photos().remove(gone.avatarId());
    }
  }

  private FaceAnalyzer.@Nullable Seen photo(CallForm form) {
    UploadedFile photo = form.file("avatarFile");
    return photo == null ? null : FaceDesk.look(office.eye(), photo);
  }

  private @Nullable String keepPhoto(CallForm form) {
    UploadedFile photo = form.file("avatarFile");
    return photo == null ? null : office.photos().add(photo.bytes());
  }

  private Person require(int type, long id) {
    Person person = world.people.require(id, "person");
    if (person.type() != type) {
      throw CallRefusedException.notExist("person of this type");
    }
    return person;
  }

  private Person.Profile profile(
      int type, CallForm form, boolean create, @Nullable Integer gender) {
    return type == Person.STAFF ? profiles.staff(form, create, gender) : profiles.guest(form);
  }

  private void checkReferences(int type, CallForm form, Person.Profile profile) {
    world.requireGroups(form.ids("groups"), type);
    world.requireDepartment(profile.departmentId());
    Person.Visit visit = profile.visit();
    if (visit != null) {
      world.requireStaff(visit.receptionUserId(), "receptionUserId");
    }
  }

  private void refuseSimilar(CallForm form, FaceAnalyzer.@Nullable Seen seen, long self) {
    int canForce = office.settings().canForce();
    if (seen == null || (canForce == 1 && form.text("force").equals("1"))) {
      return;
    }
    OptionalLong found = world.faces.mostSimilar(seen.likeness(), self);
    if (found.isPresent()) {
      Person similar = world.people.require(found.getAsLong(), "similar person");
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("similar_user_id", similar.id());
      data.put("similar_user_name", similar.profile().name());
      data.put("similar_user_avatar", similar.avatarId());
      data.put("can_force", canForce);
      throw new CallRefusedException(CallRefusedException.SIMILAR_USER, "ex.similar-user", data);
    }
  }

  private void replacePhoto(Person before, Person stored) {
    String old = before.avatarId();
    if (old != null && !old.equals(stored.avatarId())) {
      office.photos().remove(old);
      world.faces.remove(before.id());
    }
  }

  private void store(Person person, FaceAnalyzer.@Nullable Seen seen) {
    world.people.put(person);
    if (person.avatarId() != null && seen != null) {
      world.faces.put(person.id(), seen.likeness().hash());
    }
  }

  private void commit(
      Operation operation, Person person, CallForm form, FaceAnalyzer.@Nullable Seen seen) {
    Instant now = office.clock().now();
    boolean force = form.text("force").equals("1");
    String sha256 = seen == null ? "" : seen.sha256();
    office.commits().add(seq -> CommitFactory.of(seq, now, operation, person, force, sha256));
  }

  private CallAnswer answer(Person person, boolean created) {
    List<Map<String, Object>> groups = world.groupReferences(person.groups());
    Person.Visit visit = person.profile().visit();
    if (visit != null) {
      Person host = world.people.get(visit.receptionUserId());
      return CallAnswer.ok(json.guest(person, groups, host == null ? null : host.profile().name()));
    }
    return CallAnswer.ok(created ? json.created(person, groups) : json.updated(person, groups));
  }
}
