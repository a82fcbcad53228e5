package dev.senselink.batch.report;

import dev.senselink.batch.ledger.EndedGuest;
import dev.senselink.batch.ledger.UnrestoredItem;
import dev.senselink.batch.ledger.lists.Leaver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The notes at the end of the page: lists of what is worth knowing beside the rows, of each the
 * first {@value #MOST_LISTED}.
 */
final class PageNotes {
  static final int MOST_LISTED = 500;

  private final PageTexts words;
  private final RunFacts facts;
  private final ReportContext about;
  private List<String> mended = List.of();
  private long mendedRows;

  PageNotes(PageTexts words, RunFacts facts, ReportContext about) {
    this.words = words;
    this.facts = facts;
    this.about = about;
  }

  /**
   * With what was corrected in the roster before.
   *
   * @param first the first of the rows
   * @param count how many there are
   */
  PageNotes mended(List<String> first, long count) {
    this.mended = first;
    this.mendedRows = count;
    return this;
  }

  /**
   * Those that have something to say.
   *
   * @param hints the first of all the hints about photos
   * @param hinted how many there are
   */
  List<Map<String, Object>> all(List<String> hints, long hinted) {
    List<Map<String, Object>> notes = new ArrayList<>();
    leavers(notes);
    ended(notes, "removed", EndedGuest.State.REMOVED);
    ended(notes, "left", EndedGuest.State.LEFT);
    notRestored(notes);
    note(notes, "mended", mended, mendedRows);
    note(notes, "warnings", about.warnings(), about.warnings().size());
    note(notes, "unclaimed", about.unclaimed(), about.unclaimedCount());
    note(notes, "hints", hints, hinted);
    return notes;
  }

  private void leavers(List<Map<String, Object>> notes) {
    LeaverFacts leavers = facts.leavers();
    List<String> said = leavers.why().lines().toList();
    note(notes, leavers.brake().isEmpty() ? "list" : "brake", said, said.size());
    for (Leaver.State state :
        List.of(
            Leaver.State.LEFT,
            Leaver.State.DELETED,
            Leaver.State.REVOKED,
            Leaver.State.REPORTED,
            Leaver.State.RETURNED,
            Leaver.State.KEPT)) {
      List<String> items =
          leavers.leavers().stream()
              .filter(one -> one.state().told() == state)
              .map(this::leaver)
              .toList();
      note(notes, title(state), items, items.size());
    }
  }

  private static String title(Leaver.State state) {
    return switch (state) {
      case LEFT, DELETING -> "leaversLeft";
      case DELETED -> "leaversDeleted";
      case KEPT -> "leaversKept";
      case REVOKED -> "leaversRevoked";
      case RETURNED -> "leaversReturned";
      case FOUND, REPORTED -> "leaversReported";
    };
  }

  private String leaver(Leaver one) {
    return words.of(
        "leaver",
        one.name(),
        one.key(),
        LeaversFile.shown(one.missingSince()),
        one.groups().isEmpty() ? words.of("fact.none") : one.groups(),
        one.reason());
  }

  private void notRestored(List<Map<String, Object>> notes) {
    List<UnrestoredItem> all = facts.notRestorable();
    if (all != null) {
      note(notes, "notRestored", all.stream().map(UnrestoredText::inWords).toList(), all.size());
    }
  }

  private void ended(List<Map<String, Object>> notes, String what, EndedGuest.State state) {
    List<String> items =
        facts.ended().stream()
            .filter(guest -> guest.state() == state)
            .map(
                guest ->
                    words.of(
                        "note." + what + ".guest",
                        guest.name(),
                        guest.mobile(),
                        guest.ended(),
                        guest.reason()))
            .toList();
    note(notes, what, items, items.size());
  }

  private void note(List<Map<String, Object>> notes, String what, List<String> items, long count) {
    if (count == 0) {
      return;
    }
    List<String> listed = items.stream().limit(MOST_LISTED).toList();
    long left = count - listed.size();
    notes.add(
        Map.of(
            "title",
            words.of("note." + what),
            "lead",
            words.of("note." + what + ".lead"),
            "shownCount",
            words.number(count),
            "items",
            listed,
            "fold",
            what.equals("hints") || what.equals("mended"),
            "more",
            left == 0 ? "" : words.of("moreNotes", left)));
  }
}
