package dev.senselink.batch.report;

import static dev.senselink.batch.report.ReportMessages.words;

import dev.senselink.batch.ledger.UnrestoredItem;
import java.util.Set;

/** What a restore could not bring back beside its rows, as people read it. */
public final class UnrestoredText {
  private static final Set<String> KNOWN =
      Set.of(
          "device",
          "leader",
          "member",
          "group",
          "department",
          "departmentCode",
          "photo",
          "groupList",
          "list");

  private UnrestoredText() {}

  /** How many of what, and why, in one line. */
  public static String inWords(UnrestoredItem one) {
    String what = KNOWN.contains(one.what()) ? words("notRestored." + one.what()) : one.what();
    return words("notRestored", what, one.count(), one.why());
  }
}
