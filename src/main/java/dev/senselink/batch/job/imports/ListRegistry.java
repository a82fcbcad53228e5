package dev.senselink.batch.job.imports;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.job.JobProgress;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.job.SettingsMismatchException;
import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.Run;
import dev.senselink.batch.ledger.lists.ListImport;
import dev.senselink.batch.ledger.lists.ListImport.State;
import dev.senselink.batch.ledger.lists.ListImportStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the list a roster is of, before anything is sent, and notes that a run imports it. */
final class ListRegistry {
  /** The code of a roster that a newer one of its list has replaced. */
  static final String OLD = "LIST_IS_OLD";

  private final ListImportStore lists;
  private final @Nullable RosterListSettings list;

  ListRegistry(ListImportStore lists, @Nullable RosterListSettings list) {
    this.lists = lists;
    this.list = list;
  }

  /**
   * Makes sure that this roster may be imported now as one of this list.
   *
   * @param resumed the run that is gone on with, {@code null} for a new one
   * @param rosterSha of the roster alone: an old one is as old with corrections
   * @throws SettingsMismatchException if not: nothing is sent
   */
  void check(@Nullable Run resumed, String rosterSha, JobProgress progress) {
    if (resumed != null) {
      mustBeTheSame(resumed);
    }
    if (list == null) {
      return;
    }
    if (!list.isNew() && !lists.isKnown(list.name().compared())) {
      mustBeMeant(list, progress);
    }
    if (!list.part()) {
      mustNotBeOld(list, resumed, rosterSha);
    }
  }

  private void mustBeTheSame(Run resumed) {
    ListImport before = lists.of(resumed.id()).orElse(null);
    String was = before == null ? "" : before.list();
    String is = list == null ? "" : list.name().compared();
    boolean wasPart = before != null && before.part();
    boolean isPart = list != null && list.part();
    if (!was.equals(is) || wasPart != isPart) {
      throw new SettingsMismatchException(
          before == null
              ? words("list.resumed.none", resumed.id())
              : words(wasPart ? "list.resumed.part" : "list.resumed", resumed.id(), before.name()));
    }
  }

  private void mustBeMeant(RosterListSettings named, JobProgress progress) {
    List<String> known = lists.names();
    String others = known.isEmpty() ? words("list.none") : DisplayLanguage.list(known);
    boolean yes =
        progress
            .asked(words("list.ask", named.name().shown(), others))
            .orElseThrow(
                () ->
                    new SettingsMismatchException(
                        words("list.unknown", named.name().shown(), others)));
    if (!yes) {
      throw new SettingsMismatchException(words("list.declined", named.name().shown()));
    }
  }

  private void mustNotBeOld(RosterListSettings named, @Nullable Run resumed, String sha) {
    List<ListImport> complete =
        lists.all(named.name().compared()).stream()
            .filter(one -> one.state() == State.COMPLETE && !one.part())
            .toList();
    if (complete.isEmpty()) {
      return;
    }
    ListImport last = complete.get(complete.size() - 1);
    boolean sameAsBefore =
        !last.rosterSha().equals(sha)
            && complete.stream().anyMatch(one -> one.rosterSha().equals(sha));
    ListImport mine = resumed == null ? null : lists.of(resumed.id()).orElse(null);
    boolean overtaken = mine != null && mine.number() < last.number();
    if (sameAsBefore || overtaken) {
      throw new SettingsMismatchException(
          words("list.old", OLD, named.name().shown(), day(last.begun())));
    }
  }

  /** The run of the list's newest complete import; {@code ""} for none, and for a part of it. */
  String last() {
    return list == null || list.part()
        ? ""
        : lists.lastComplete(list.name().compared(), 0).map(ListImport::run).orElse("");
  }

  /**
   * Whether one import of the list came after another.
   *
   * @param run {@code ""} for none
   * @param before {@code ""} for none
   */
  boolean isLater(String run, String before) {
    int number = lists.of(run).map(ListImport::number).orElse(0);
    return number > lists.of(before).map(ListImport::number).orElse(0);
  }

  private static String day(Instant moment) {
    return moment.toString().substring(0, 10);
  }

  /**
   * Notes that a new run imports the list; joins the caller's transaction.
   *
   * @param rosterSha as for {@link #check}
   */
  void begin(Run run, String rosterSha) {
    if (list != null) {
      lists.begin(run.id(), list.name(), rosterSha, run.rosterRows(), list.part(), run.startedAt());
    }
  }
}
