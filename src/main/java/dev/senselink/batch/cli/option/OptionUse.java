package dev.senselink.batch.cli.option;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What an option is of: which of those that were typed are typed again depends on that. */
enum OptionUse {
  /** How this very file is read. */
  FORM("--sheet", "--header-row", "--encoding", "--corrections", "--photo-pairs"),

  /** What the same command has when it is run again, and no other one. */
  CHECK("--dry-run", "--offline", "--allow-empty"),

  /** Of the photos of this very list. */
  PHOTOS("--photos"),

  /** Of one run, or of one night of a fleet. */
  RUN(
      "--report",
      "--restart",
      "--new-list",
      "--recheck-photos",
      "--recheck-decisions",
      "--json",
      "--no-progress",
      "--log-level",
      "--log-file",
      "--metrics-file"),

  /** Of one run of a single import. */
  ONCE("--limit", "--same-server-as", "--another-server", "--roster"),

  /** What makes a plan of a command. */
  PLAN("--plan", "--plan-age"),

  /** What a part of a list does not take, or is given anew. */
  LIST(
      "--part",
      "--leavers",
      "--grace",
      "--absent-for",
      "--yes",
      "--max-shrink",
      "--max-leavers",
      "--keep",
      "--keep-group",
      "--leavers-of"),

  /** Which sites of a fleet are meant. */
  CHOICE("--site", "--tag", "--except", "--only"),

  /** Whom to tell is said of a job; whoever types a command knows how it ended. */
  NOTIFY(),

  /** Of all that is done like this. */
  OTHER();

  private static final String OF_NOTIFY = "--notify-";
  private static final Map<String, OptionUse> USES = new HashMap<>();
  private static final Set<OptionUse> LEFT_OUT =
      EnumSet.of(FORM, CHECK, PHOTOS, RUN, ONCE, PLAN, NOTIFY);

  static {
    for (OptionUse use : values()) {
      use.names.forEach(name -> USES.put(name, use));
    }
  }

  private final Set<String> names;

  OptionUse(String... names) {
    this.names = Set.of(names);
  }

  /** That of an option, by its longest name. */
  static OptionUse of(String option) {
    return option.startsWith(OF_NOTIFY) ? NOTIFY : USES.getOrDefault(option, OTHER);
  }

  /** Whether it is of the roster's old form, of one run, or given anew. */
  boolean isLeftOut() {
    return LEFT_OUT.contains(this);
  }

  /** Whether it is of a fleet whatever the night. */
  boolean isOfFleet() {
    return this != RUN && this != NOTIFY;
  }
}
