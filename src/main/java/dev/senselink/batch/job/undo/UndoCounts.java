package dev.senselink.batch.job.undo;

import static dev.senselink.batch.job.JobMessages.words;

import dev.senselink.batch.language.DisplayLanguage;
import dev.senselink.batch.ledger.before.BeforeImage.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an undo is about to do.
 *
 * @param byKind how many people, by what the run has done to them
 * @param named how many of those whom the run has made a later import has named
 * @param alsoNamed whether they are deleted all the same
 * @param uncertain rows of which nobody knows what became of them
 * @param decisions how many decisions are to be forgotten
 * @param departments how many departments of the run are to go, if they are empty
 * @param ties how many leaders, codes and devices become as before
 * @param list whether who was on the run's list is to be put back
 */
record UndoCounts(
    Map<Kind, Long> byKind,
    long named,
    boolean alsoNamed,
    long uncertain,
    int decisions,
    int departments,
    int ties,
    boolean list) {
  UndoCounts {
    byKind = Map.copyOf(byKind);
  }

  long of(Kind kind) {
    return byKind.getOrDefault(kind, 0L);
  }

  /** How many people would be deleted. */
  long deletions() {
    return of(Kind.CREATED) - (alsoNamed ? 0 : named);
  }

  boolean isNothing() {
    return byKind.values().stream().allMatch(count -> count == 0)
        && uncertain == 0
        && decisions == 0
        && departments == 0
        && ties == 0
        && !list;
  }

  /** What there is beside people. */
  UndoCounts beside() {
    return new UndoCounts(Map.of(), 0, false, 0, decisions, departments, ties, list);
  }

  /** What would be done, as a list in words. */
  String inWords() {
    List<String> told = new ArrayList<>();
    if (named > 0) {
      told.add(words(alsoNamed ? "undo.count.alsoNamed" : "undo.count.named", named));
    }
    for (Kind kind : Kind.values()) {
      long people = kind == Kind.CREATED ? deletions() : of(kind);
      if (people > 0) {
        told.add(words("undo.count." + kind.name(), people));
      }
    }
    if (decisions > 0) {
      told.add(words("undo.count.decisions", decisions));
    }
    if (departments > 0) {
      told.add(words("undo.count.departments", departments));
    }
    if (ties > 0) {
      told.add(words("undo.count.ties", ties));
    }
    if (list) {
      told.add(words("undo.count.list"));
    }
    if (uncertain > 0) {
      told.add(words("undo.count.uncertain", uncertain));
    }
    return DisplayLanguage.list(told);
  }
}
