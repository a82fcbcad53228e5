package dev.senselink.batch.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 18: a backup holds what the server held at some moment of its run, and whoever was
 * there all the time is in it, with a photo; an export that does not come to its end, or found much
 * less, leaves the old one as it was.
 */
final class BackupsTrue implements Invariant {
  private static final int ATTENTION = 3;

  @Override
  public List<String> check(PlayedHistory played) {
    List<String> wrong = new ArrayList<>();
    PlayedExport old = null;
    for (PlayedExport export : played.exports) {
      if (export.made()) {
        made(played, export, wrong);
        kept(old, export, wrong);
        old = export;
      } else if (old != null) {
        leftAlone(old, export, wrong);
      }
    }
    PlayedLife last = played.lastOrNone(PlayedLife.Stage.EXPORT);
    if (last != null && !last.ended()) {
      wrong.add("18: no backup is made once all is sound: " + last.words());
    }
    return wrong;
  }

  /** A backup never takes the place of one with many more people. */
  private static void kept(@Nullable PlayedExport old, PlayedExport export, List<String> wrong) {
    if (old != null
        && export.people().size() * 100.0 < old.people().size() * (100 - LifeRunner.MOST_SHRINK)) {
      wrong.add(
          "18: the backup of life "
              + export.life()
              + " has "
              + export.people().size()
              + " people, the old one had "
              + old.people().size());
    }
  }

  private static void leftAlone(PlayedExport old, PlayedExport export, List<String> wrong) {
    boolean same =
        old.people().keySet().equals(export.people().keySet())
            && old.people().values().stream()
                .allMatch(person -> person.isSame(export.people().get(person.id())));
    if (!same) {
      wrong.add(
          "18: the export of life "
              + export.life()
              + " made no backup, and the old one is another: "
              + old.people().keySet()
              + " -> "
              + export.people().keySet());
    }
  }

  private static void made(PlayedHistory played, PlayedExport export, List<String> wrong) {
    long from = export.from() - played.world.traits.lagMillis() * 1_000_000L;
    for (BackedUpPerson person : export.people().values()) {
      List<PersonState> states = held(played, person.id(), from, export.to());
      if (states.stream().noneMatch(state -> person.isAs(state, export.exit() == ATTENTION))) {
        wrong.add(
            "18: the backup of life "
                + export.life()
                + " says "
                + person.cells()
                + ", but the server held "
                + states);
      }
      photo(export, person, states, wrong);
    }
    records(played, export, wrong);
    for (PersonState there : played.world.people.living(from)) {
      boolean always =
          played.world.people.of(there.id()).stream()
              .noneMatch(c -> c.isEnd() && c.nanos() > from && c.nanos() <= export.to());
      if (always && !export.people().containsKey(there.id()) && !isUnseen(played, export)) {
        wrong.add("18: the backup of life " + export.life() + " lacks " + there);
      }
    }
  }

  private static void records(PlayedHistory played, PlayedExport export, List<String> wrong) {
    boolean told = export.exit() == ATTENTION;
    for (var record : played.world.records.all()) {
      if (record.id() <= export.recordsBefore()
          && !told
          && !export.records().contains(record.id())) {
        wrong.add("18: the backup of life " + export.life() + " lacks record " + record.id());
      }
    }
  }

  private static void photo(
      PlayedExport export, BackedUpPerson person, List<PersonState> states, List<String> wrong) {
    byte @Nullable [] photo = person.photo();
    boolean told = export.exit() == ATTENTION;
    boolean held =
        photo == null
            ? told || states.stream().anyMatch(state -> state.photo() == null)
            : states.stream().anyMatch(state -> Arrays.equals(state.photo(), photo));
    if (!held && !states.isEmpty()) {
      wrong.add(
          "18: the backup of life "
              + export.life()
              + (photo == null ? " has no photo of " : " has another photo of ")
              + states);
    }
  }

  /** What the server held of a person at the moments of the run. */
  private static List<PersonState> held(PlayedHistory played, long id, long from, long to) {
    List<PersonState> states = new ArrayList<>();
    PersonState before = played.world.people.at(id, from);
    if (before != null) {
      states.add(before);
    }
    for (PersonChange change : played.world.people.of(id)) {
      PersonState after = change.after();
      if (after != null && change.nanos() > from && change.nanos() <= to) {
        states.add(after);
      }
    }
    return states;
  }

  /** A list without a total that leaves somebody out cannot be seen to do so. */
  private static boolean isUnseen(PlayedHistory played, PlayedExport export) {
    return !played.world.traits.paged()
        && played.log.exchanges().stream()
            .filter(sent -> sent.kind.listsPeople() && sent.fault != null)
            .filter(sent -> sent.leftAt >= export.from() && sent.leftAt <= export.to())
            .anyMatch(sent -> sent.fault.twist() == ExchangeTwist.ENTRY_LOST);
  }
}
