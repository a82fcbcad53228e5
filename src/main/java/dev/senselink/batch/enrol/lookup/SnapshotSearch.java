package dev.senselink.batch.enrol.lookup;

import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.KnownPeopleStore;
import dev.senselink.batch.ledger.KnownPerson;
import java.util.List;
import java.util.Optional;

/** Looks people up in the snapshot, which holds everybody. */
public final class SnapshotSearch implements PeopleSource {
  private final KnownPeopleStore known;

  public SnapshotSearch(KnownPeopleStore known) {
    this.known = known;
  }

  @Override
  public List<KnownPerson> withKey(PersonKey key) {
    return switch (key.field()) {
      case JOB_NUMBER -> known.byJobNumber(key.value());
      case MOBILE -> known.byMobile(key.value());
      case IC_NUMBER -> known.byIcNumber(key.value());
      case MAIL -> known.byMail(key.value());
      case MOBILE_AND_NAME -> having(key, known.byMobile(KeySpellings.plain(key)));
      case NAME_AND_DEPARTMENT -> having(key, known.byName(KeySpellings.plain(key)));
    };
  }

  private static List<KnownPerson> having(PersonKey key, List<KnownPerson> people) {
    return people.stream().filter(p -> ServerPersonMapper.hasKey(p, key)).toList();
  }

  @Override
  public List<KnownPerson> named(String name) {
    return known.byName(KeyRules.name(name));
  }

  @Override
  public Optional<KnownPerson> withId(long id) {
    return known.byId(id);
  }
}
