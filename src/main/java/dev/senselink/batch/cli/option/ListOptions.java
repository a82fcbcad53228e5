package dev.senselink.batch.cli.option;

import static dev.senselink.batch.cli.console.CliMessages.words;

import dev.senselink.batch.cli.console.UsageException;
import dev.senselink.batch.enrol.leavers.LeaverRules;
import dev.senselink.batch.job.LeaverSettings;
import dev.senselink.batch.job.RosterListSettings;
import dev.senselink.batch.ledger.lists.ListName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which list a roster of staff is of, and what becomes of people whom it names no more. */
public final class ListOptions {
  private static final String STANDARD_SHRINK = "10%";

  @Option(names = "--list", paramLabel = "NAME")
  @Nullable String list;

  @Option(names = "--new-list")
  boolean newList;

  @Option(names = "--part")
  boolean part;

  @Option(names = "--leavers", paramLabel = "report|revoke|delete")
  LeaverRules.@Nullable Action leavers;

  @Option(names = "--grace", paramLabel = "DURATION", defaultValue = "0h")
  String grace = "0h";

  @Option(names = "--absent-for", paramLabel = "DURATION", defaultValue = "30d")
  String absentFor = "30d";

  @Option(names = "--yes")
  boolean yes;

  @Option(names = "--max-shrink", paramLabel = "N%", defaultValue = STANDARD_SHRINK)
  String maxShrink = STANDARD_SHRINK;

  @Option(names = "--max-leavers", paramLabel = "N|N%")
  @Nullable String maxLeavers;

  @Option(names = "--keep", paramLabel = "FILE")
  @Nullable Path keep;

  @Option(names = "--keep-group", paramLabel = "NAME")
  List<String> keepGroups = new ArrayList<>();

  @Option(names = "--leavers-of", paramLabel = "department=PATH|group=NAME")
  List<String> leaversOf = new ArrayList<>();

  /**
   * Each option by itself.
   *
   * @throws UsageException if a value cannot be
   */
  public void check() {
    if (list != null) {
      name(list);
    }
    rules(LeaverRules.Action.REPORT);
  }

  /**
   * Null without a list.
   *
   * @throws UsageException if the options do not fit together
   */
  public @Nullable RosterListSettings settings() {
    LeaverSettings asked = asked();
    if (list == null) {
      if (newList || part) {
        throw new UsageException(words("option.list.needed", newList ? "--new-list" : "--part"));
      }
      if (asked != null) {
        throw new UsageException(words("option.list.needed", "--leavers"));
      }
      return null;
    }
    if (part && asked != null) {
      throw new UsageException(words("option.leavers.part"));
    }
    return new RosterListSettings(name(list), newList, part, most(), asked);
  }

  /**
   * The name of a list.
   *
   * @throws UsageException if it cannot be one
   */
  public static ListName name(String typed) {
    ListName name = ListName.of(typed);
    if (!name.isUsable()) {
      throw new UsageException(words("option.list.name", ListName.LONGEST));
    }
    return name;
  }

  private LeaverSettings rules(LeaverRules.Action action) {
    double shrink = share(maxShrink, words("option.maxShrink", maxShrink));
    LeaverRules.Most most = most();
    Duration allowed =
        TypedDuration.read(grace)
            .orElseThrow(() -> new UsageException(words("option.grace", grace)));
    Duration absent =
        TypedDuration.read(absentFor)
            .orElseThrow(() -> new UsageException(words("option.absentFor", absentFor)));
    for (String place : leaversOf) {
      if (!place.matches("(department|group)=.*\\S.*")) {
        throw new UsageException(words("option.leaversOf", place));
      }
    }
    return new LeaverSettings(
        action, shrink, most, allowed, absent, yes, keep, keepGroups, leaversOf);
  }

  private @Nullable LeaverSettings asked() {
    if (leavers == null) {
      check();
      String lonely = lonely();
      if (!lonely.isEmpty()) {
        throw new UsageException(words("option.leavers.needsList", lonely));
      }
      return null;
    }
    if (leavers != LeaverRules.Action.REPORT && !leaversOf.isEmpty()) {
      throw new UsageException(words("option.leaversOf.report"));
    }
    return rules(leavers);
  }

  /** An option that means nothing without {@code --leavers}. */
  private String lonely() {
    if (maxLeavers != null && list == null) {
      return "--max-leavers"; // it is said of those who return, too
    }
    if (keep != null) {
      return "--keep";
    }
    if (!keepGroups.isEmpty()) {
      return "--keep-group";
    }
    return leaversOf.isEmpty() ? "" : "--leavers-of";
  }

  private LeaverRules.Most most() {
    if (maxLeavers == null) {
      return LeaverRules.Most.STANDARD;
    }
    String wrong = words("option.maxLeavers", maxLeavers);
    if (maxLeavers.endsWith("%")) {
      return new LeaverRules.Most(share(maxLeavers, wrong), true, false);
    }
    if (!maxLeavers.matches("[0-9]{1,9}")) {
      throw new UsageException(wrong);
    }
    return new LeaverRules.Most(Integer.parseInt(maxLeavers), false, false);
  }

  private static double share(String typed, String wrong) {
    if (!typed.matches("[0-9]{1,3}(\\.[0-9]{1,3})?%")) {
      throw new UsageException(wrong);
    }
    double share = Double.parseDouble(typed.substring(0, typed.length() - 1));
    if (share > 100) {
      throw new UsageException(wrong);
    }
    return share;
  }
}
