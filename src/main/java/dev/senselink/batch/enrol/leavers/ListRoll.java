package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.OutcomeCursor;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListMemberStore;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterColumn;
import dev.senselink.batch.roster.Row;
import java.util.EnumMap;
import java.util.Map;

/** Remembers who was on a list: whom its rows were, or have become, without a doubt. */
public final class ListRoll {
  private final Ledger ledger;

  public ListRoll(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Remembers the people of an import, as its outcomes tell; may be done again. */
  public void remember(ListImport list, Roster rows) {
    ListMemberStore members = ledger.listMembers();
    OutcomeCursor outcomes = ledger.outcomes().inOrder(list.run());
    try (ListMemberStore.Filler filler = members.filler(list.list(), list.number())) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        Outcome outcome = outcomes.at(row.ref().number()).orElse(null);
        Long person = outcome == null ? null : outcome.personId();
        if (outcome != null && person != null && outcome.isThatPerson()) {
          filler.add(person, hashes(members, row));
        }
      }
    }
  }

  /** Whom a row means, as a list remembers it. */
  static MemberHashes hashes(ListMemberStore members, Row row) {
    Map<KeyField, String> keys = new EnumMap<>(KeyField.class);
    for (PersonKey key : KeyRules.all(row)) {
      keys.put(key.field(), key.value());
    }
    return members.hashes(KeyRules.name(row.text(RosterColumn.NAME)), keys);
  }
}
