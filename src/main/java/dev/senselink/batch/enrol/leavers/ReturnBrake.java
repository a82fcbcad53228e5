package dev.senselink.batch.enrol.leavers;

import static dev.senselink.batch.enrol.row.EnrolmentMessages.words;

import dev.senselink.batch.check.CheckedRow;
import dev.senselink.batch.ledger.Ledger;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListMember;
import dev.senselink.batch.ledger.lists.MemberHashes;
import dev.senselink.batch.outcome.Outcome;
import dev.senselink.batch.outcome.RowEnding;
import dev.senselink.batch.roster.Roster;
import dev.senselink.batch.roster.RosterSettings;
import dev.senselink.batch.roster.Row;
import dev.senselink.batch.roster.RowStanding;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Finds the rows that would bring back people whom the list had lost: those who would get their
 * groups back, and those who would be created again. An old file is full of them.
 */
public final class ReturnBrake {
  /** The code of such a row where they are too many. */
  public static final String CODE = "TOO_MANY_RETURNED";

  private static final int PORTION = 20_000;

  private final Ledger ledger;
  private final ListImport list;
  private final LeaverRules.Most most;
  private final Supplier<Roster> roster;
  private final RosterSettings settings;

  /**
   * @param roster opens today's roster again
   * @param settings by which a row is judged, since one that says left brings nobody back
   */
  public ReturnBrake(
      Ledger ledger,
      ListImport list,
      LeaverRules.Most most,
      Supplier<Roster> roster,
      RosterSettings settings) {
    this.ledger = ledger;
    this.list = list;
    this.most = most;
    this.roster = roster;
    this.settings = settings;
  }

  /**
   * Works a row unless it is one of those.
   *
   * @param rows as {@link #rows} has told them
   */
  public static Outcome work(
      BitSet rows, CheckedRow applicant, Function<CheckedRow, Outcome> worker) {
    return rows.get(applicant.row().ref().number())
        ? Outcome.of(
            applicant.row().ref(),
            RowEnding.REVIEW,
            CODE,
            words("returning.tooMany", rows.cardinality()))
        : worker.apply(applicant);
  }

  /** Those rows by number if they are too many; none if they are not. */
  public BitSet rows() {
    BitSet rows = new BitSet();
    long after = Long.MIN_VALUE;
    List<ListMember> lost;
    do {
      lost = ledger.listMembers().lost(list.list(), after, PORTION);
      mark(lost, rows);
      after = lost.isEmpty() ? after : lost.get(lost.size() - 1).person();
    } while (lost.size() == PORTION);
    long members = ledger.listMembers().notMissedBefore(list.list(), list.number());
    return rows.cardinality() > most.of(members) ? rows : new BitSet();
  }

  private void mark(List<ListMember> lost, BitSet rows) {
    Map<String, List<MemberHashes>> byKey = new HashMap<>();
    for (ListMember member : lost) {
      boolean returns = ledger.revoked().of(member.person()).isPresent();
      if (returns || ledger.known().byId(member.person()).isEmpty()) {
        member
            .hashes()
            .keys()
            .forEach(
                key -> byKey.computeIfAbsent(key, k -> new ArrayList<>(1)).add(member.hashes()));
      }
    }
    if (byKey.isEmpty()) {
      return;
    }
    try (Roster all = roster.get()) {
      for (Row row = all.next(); row != null; row = all.next()) {
        if (RowStanding.of(row, settings).kind() != RowStanding.Kind.EMPLOYED) {
          continue;
        }
        MemberHashes who = ListRoll.hashes(ledger.listMembers(), row);
        boolean isLost =
            who.keys().stream()
                .flatMap(key -> byKey.getOrDefault(key, List.of()).stream())
                .anyMatch(who::isSame);
        if (isLost) {
          rows.set(row.ref().number());
        }
      }
    }
  }
}
