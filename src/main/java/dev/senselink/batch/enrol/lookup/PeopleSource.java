package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.row.UnansweredException;
import dev.senselink.batch.ledger.KnownPerson;
import dev.senselink.batch.roster.cell.HostCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where people are looked for, of either type: on the server, or in the snapshot of it. */
public interface PeopleSource {
  /** Everybody with this key. */
  List<KnownPerson> withKey(PersonKey key) throws UnansweredException;

  /** Everybody of this name. */
  List<KnownPerson> named(String name) throws UnansweredException;

  /** The person with this id. */
  Optional<KnownPerson> withId(long id) throws UnansweredException;

  /**
   * The members of staff a cell may mean, by whatever it may be read as: several, if its readings
   * are different people.
   *
   * @throws UnansweredException if the server did not tell
   */
  default List<KnownPerson> staff(HostCell cell) throws UnansweredException {
    Map<Long, KnownPerson> found = new LinkedHashMap<>();
    List<KnownPerson> meant =
        cell.id() == null ? withText(cell.text()) : withId(cell.id()).stream().toList();
    for (KnownPerson p : meant) {
      if (p.type() == Person.STAFF) {
        found.put(p.id(), p);
      }
    }
    return new ArrayList<>(found.values());
  }

  private List<KnownPerson> withText(String text) throws UnansweredException {
    List<KnownPerson> found = new ArrayList<>();
    for (KeyField field : List.of(KeyField.JOB_NUMBER, KeyField.MOBILE)) {
      String normal = KeyRules.normal(field, text);
      if (!normal.isEmpty()) {
        found.addAll(withKey(new PersonKey(field, normal, text)));
      }
    }
    found.addAll(named(text));
    return found;
  }
}
