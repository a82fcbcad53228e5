package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.LeaverStore;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListImportStore;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.lists.RevokedPerson;
import java.time.Instant;
import java.util.List;

/** Whether somebody who was taken out of their groups has been away for long enough. */
final class LeaverAbsence {
  /** One list may be a mistake. */
  private static final int LEAST_IMPORTS = 2;

  private final ListImportStore imports;
  private final LeaverStore leavers;
  private final ListImport list;
  private final LeaverRules rules;
  private final Instant now;
  private final List<ListImport> complete;

  LeaverAbsence(Ledger ledger, ListImport list, LeaverRules rules, Instant now) {
    this.imports = ledger.listImports();
    this.leavers = ledger.leavers();
    this.list = list;
    this.rules = rules;
    this.now = now;
    this.complete =
        imports.all(list.list()).stream()
            .filter(one -> one.state() == ListImport.State.COMPLETE && !one.part())
            .filter(one -> one.number() < list.number())
            .toList();
  }

  /**
   * Why it is not yet time to delete somebody, in words; {@code ""} if it is.
   *
   * @param member as the list remembers them
   */
  String notYet(RevokedPerson one, ListMember member) {
    ListImport revoked = imports.of(one.run()).orElse(null);
    if (revoked == null) {
      return words("leaver.notByList", LeaverRules.day(one.at()));
    }
    Instant due = one.at().plus(rules.absentFor());
    if (now.isBefore(due)) {
      return words("leaver.absent", LeaverRules.day(one.at()), LeaverRules.day(due));
    }
    return missedSince(revoked, member) < LEAST_IMPORTS
        ? words("leaver.onceMore", LeaverRules.day(one.at()))
        : "";
  }

  /**
   * How many complete imports have looked for leavers and missed them since, today's included; no
   * more are counted than are needed.
   */
  private long missedSince(ListImport revoked, ListMember member) {
    if (revoked.run().equals(list.run())) {
      return 0;
    }
    // A plan, and the brakes, ask before it is noted that today's import has missed them.
    int first = member.missedBy() == 0 ? list.number() : member.missedBy();
    return 1
        + complete.stream()
            .filter(later -> isLater(later, revoked) && later.number() >= first)
            .filter(later -> leavers.missed(later.run(), member.person()))
            .limit(LEAST_IMPORTS - 1)
            .count();
  }

  private static boolean isLater(ListImport later, ListImport revoked) {
    return later.list().equals(revoked.list())
        ? later.number() > revoked.number()
        : later.begun().isAfter(revoked.begun());
  }
}
