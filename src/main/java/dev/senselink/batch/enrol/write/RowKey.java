package dev.senselink.batch.enrol.write;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.lookup.ServerPersonMapper;
import dev.senselink.batch.enrol.lookup.SnapshotSearch;
import dev.senselink.batch.ledger.KnownPeopleStore;
import dev.senselink.batch.ledger.KnownPerson;
import java.util.ArrayList;
import java.util.List;

/** The key of somebody on the server, as a row of theirs would have it. */
record RowKey(KeyField field, String value) {

  /** The first filled one; of guests mobile and name. */
  static RowKey of(KnownPerson p) {
    return all(p).get(0);
  }

  /** All by which a row might know them; never none. */
  static List<RowKey> all(KnownPerson p) {
    List<RowKey> keys = new ArrayList<>();
    if (p.type() == Person.GUEST) {
      keys.add(
          new RowKey(
              KeyField.MOBILE_AND_NAME, ServerPersonMapper.normal(p, KeyField.MOBILE_AND_NAME)));
      return keys;
    }
    for (KeyField field : KeyRules.USER_KEYS) {
      String value = ServerPersonMapper.normal(p, field);
      if (!value.isEmpty()) {
        keys.add(new RowKey(field, value));
      }
    }
    if (keys.isEmpty()) {
      keys.add(
          new RowKey(
              KeyField.NAME_AND_DEPARTMENT,
              ServerPersonMapper.normal(p, KeyField.NAME_AND_DEPARTMENT)));
    }
    return keys;
  }

  /** Whoever has it, as far as the snapshot and this run know. */
  List<KnownPerson> holders(KnownPeopleStore known) {
    return new SnapshotSearch(known).withKey(new PersonKey(field, value, value));
  }
}
