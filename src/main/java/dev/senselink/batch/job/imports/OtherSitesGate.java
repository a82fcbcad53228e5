package dev.senselink.batch.job.imports;

import dev.senselink.batch.api.people.Person;
import dev.senselink.batch.check.KeyField;
import dev.senselink.batch.check.KeyRules;
import dev.senselink.batch.check.PersonKey;
import dev.senselink.batch.enrol.leavers.LeaverGate;
import dev.senselink.batch.job.OtherSites;
import dev.senselink.batch.ledger.lists.Leaver;
import dev.senselink.batch.ledger.plan.PlanLine;
import dev.senselink.batch.ledger.plan.PlannedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Leaves alone whom another site has a claim on; all others are the next gate's. */
final class OtherSitesGate implements LeaverGate {
  private final OtherSites others;
  private final LeaverGate next;

  OtherSitesGate(OtherSites others, LeaverGate next) {
    this.others = others;
    this.next = next;
  }

  @Override
  public @Nullable Leaver held(PlannedAction action, Leaver leaver, Person person, boolean begun) {
    OtherSites.Claim claim = others.claim(keys(person));
    return claim == null
        ? next.held(action, leaver, person, begun)
        : leaver.in(Leaver.State.LEFT, claim.code(), claim.why());
  }

  @Override
  public Map<Long, PlanLine> planned() {
    return next.planned();
  }

  private static List<PersonKey> keys(Person person) {
    List<PersonKey> keys = new ArrayList<>();
    add(keys, KeyField.JOB_NUMBER, person.jobNumber());
    add(keys, KeyField.MOBILE, person.mobile());
    add(keys, KeyField.IC_NUMBER, person.icNumber());
    add(keys, KeyField.MAIL, person.mail());
    return keys;
  }

  private static void add(List<PersonKey> keys, KeyField field, String text) {
    String normal = KeyRules.normal(field, text);
    if (!normal.isEmpty()) {
      keys.add(new PersonKey(field, normal, text));
    }
  }
}
