package dev.senselink.batch.sandbox.desk;

import dev.senselink.batch.sandbox.call.CallAnswer;
import dev.senselink.batch.sandbox.call.CallForm;
import dev.senselink.batch.sandbox.call.CallRefusedException;
import dev.senselink.batch.sandbox.call.IdNumberCipher;
import dev.senselink.batch.sandbox.call.Operation;
import dev.senselink.batch.sandbox.world.CompanyAnswer;
import dev.senselink.batch.sandbox.world.Person;
import dev.senselink.batch.sandbox.world.PersonJson;
import dev.senselink.batch.sandbox.world.StoredPhotos;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Brings each operation to the desk that does it. */
public final class DeskRouter {
  private final Map<Operation, Function<CallForm, CallAnswer>> desks =
      new EnumMap<>(Operation.class);

  public DeskRouter(DeskContext office) {
    IdNumberCipher idNumbers = new IdNumberCipher();
    PersonJson json = new PersonJson(office.clock(), idNumbers, office.settings().companyId());
    desks.put(Operation.GET_COMPANY, form -> CompanyAnswer.answer(office.settings()));
    addPeople(new PeopleDesk(office, json), new PeopleListDesk(office, json));
    addDevices(new DeviceDesk(office), new RecordDesk(office, idNumbers));
    addGroups(new GroupDesk(office));
    addFaces(new FaceDesk(office.eye()), office.photos());
    addDepartments(new DepartmentDesk(office));
  }

  private void addPeople(PeopleDesk people, PeopleListDesk list) {
    desks.put(
        Operation.CREATE_USER, form -> people.create(Operation.CREATE_USER, Person.STAFF, form));
    desks.put(
        Operation.UPDATE_USER, form -> people.update(Operation.UPDATE_USER, Person.STAFF, form));
    desks.put(
        Operation.DELETE_USER, form -> people.delete(Operation.DELETE_USER, Person.STAFF, form));
    desks.put(
        Operation.CREATE_GUEST, form -> people.create(Operation.CREATE_GUEST, Person.GUEST, form));
    desks.put(
        Operation.UPDATE_GUEST, form -> people.update(Operation.UPDATE_GUEST, Person.GUEST, form));
    desks.put(
        Operation.DELETE_GUEST, form -> people.delete(Operation.DELETE_GUEST, Person.GUEST, form));
    desks.put(Operation.LIST_USERS, list::list);
  }

  private void addDevices(DeviceDesk devices, RecordDesk records) {
    desks.put(Operation.LIST_DEVICES, devices::list);
    desks.put(Operation.UPDATE_DEVICE, devices::update);
    desks.put(Operation.DELETE_DEVICE, devices::delete);
    desks.put(Operation.LIST_RECORDS, records::list);
  }

  private void addGroups(GroupDesk groups) {
    desks.put(Operation.LIST_GROUPS, groups::list);
    desks.put(Operation.CREATE_GROUP, groups::create);
    desks.put(Operation.UPDATE_GROUP, groups::update);
    desks.put(Operation.ADD_TO_GROUP, groups::add);
    desks.put(Operation.REMOVE_FROM_GROUP, groups::remove);
  }

  private void addFaces(FaceDesk faces, StoredPhotos photos) {
    desks.put(Operation.COUNT_FACES, faces::count);
    desks.put(Operation.CHECK_QUALITY, faces::quality);
    desks.put(
        Operation.GET_IMAGE,
        form ->
            photos
                .read(form.text("image"))
                .map(bytes -> CallAnswer.file("image/jpeg", bytes))
                .orElseGet(() -> CallAnswer.html(404, "Not Found")));
  }

  private void addDepartments(DepartmentDesk departments) {
    desks.put(Operation.DEPARTMENT_TREE, form -> departments.tree());
    desks.put(Operation.CREATE_DEPARTMENT, departments::create);
    desks.put(Operation.DEPARTMENT_BY_CODE, departments::byCode);
    desks.put(Operation.GET_DEPARTMENT, departments::get);
    desks.put(Operation.UPDATE_DEPARTMENT, departments::update);
    desks.put(Operation.DELETE_DEPARTMENT, departments::delete);
  }

  /** Does the operation. Throws a {@link CallRefusedException} where the server refuses. */
  public CallAnswer serve(Operation operation, CallForm form) {
    Function<CallForm, CallAnswer> desk = desks.get(operation);
    if (desk == null) {
      throw new IllegalStateException("nobody serves " + operation);
    }
    return desk.apply(form);
  }
}
