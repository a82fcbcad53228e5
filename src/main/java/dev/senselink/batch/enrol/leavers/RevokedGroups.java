package dev.senselink.batch.enrol.leavers;

import dev.senselink.batch.api.people.GroupReference;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.before.BeforeImage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import dev.senselink.batch.ledger.before.FormerPerson;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import dev.senselink.batch.roster.cell.GroupsCell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of all groups that a run has taken somebody out of, in whichever process. */
final class RevokedGroups {
  private RevokedGroups() {}

  /** Those that the run that did so has kept; the id of a group whose name nobody kept. */
  static String names(Ledger ledger, RevokedPerson revoked) {
    return names(ledger, revoked, revoked.run(), List.of());
  }

  /**
   * The same of what a run does now.
   *
   * @param there the groups as just read; {@code null} where they are not known
   */
  static String names(
      Ledger ledger, RevokedPerson revoked, String run, @Nullable List<GroupReference> there) {
    Map<Long, String> names = new HashMap<>();
    if (there != null) {
      there.forEach(group -> names.put(group.id(), group.name()));
    }
    ledger
        .before()
        .of(run, revoked.person(), Kind.REVOKED)
        .map(BeforeImage::before)
        .map(FormerPerson::groups)
        .ifPresent(groups -> groups.forEach(group -> names.put(group.id(), group.name())));
    return GroupsCell.write(
        revoked.groups().stream().map(id -> names.getOrDefault(id, "#" + id)).toList());
  }
}
